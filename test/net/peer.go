// The other side of a TLS connection, as Go has it: a server that shows whatever it is given, and a client that says what it was shown.
package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"net"
	"net/http"
	"os"
	"time"
)

type order struct {
	Chain      [][]byte
	Key        string
	OtherKey   bool
	Version    uint16
	ClientAuth tls.ClientAuthType
}

func main() {
	if os.Args[1] == "dial" {
		dial(os.Args[2])
		return
	}
	var order order
	must(json.NewDecoder(os.Stdin).Decode(&order))
	block, _ := pem.Decode([]byte(order.Key))
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	must(err)
	if order.OtherKey {
		key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		must(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(err)
	fmt.Println(listener.Addr().(*net.TCPAddr).Port)
	server := http.Server{
		Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusUnauthorized) }),
		TLSConfig: &tls.Config{
			Certificates: []tls.Certificate{{Certificate: order.Chain, PrivateKey: key}},
			MinVersion:   order.Version,
			MaxVersion:   order.Version,
			ClientAuth:   order.ClientAuth,
		},
	}
	must(server.ServeTLS(listener, "", ""))
}

// dial prints what a client gets that trusts everything, certificate by certificate, or why it gets nothing.
func dial(address string) {
	answer := struct {
		Chain [][]byte
		Error string
	}{}
	dialer := &net.Dialer{Timeout: 5 * time.Second}
	connection, err := tls.DialWithDialer(dialer, "tcp", address, &tls.Config{InsecureSkipVerify: true})
	if err != nil {
		answer.Error = err.Error()
	} else {
		for _, certificate := range connection.ConnectionState().PeerCertificates {
			answer.Chain = append(answer.Chain, certificate.Raw)
		}
		connection.Close()
	}
	must(json.NewEncoder(os.Stdout).Encode(answer))
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
