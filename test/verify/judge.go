// Reads servers as JSON, and writes a line for each: what crypto/tls says of its certificates, or nothing where it takes them.
package main

import (
	"bufio"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"os"
	"time"
)

type server struct {
	Host    string
	Now     time.Time
	Chain   [][]byte
	Trusted [][]byte
}

// As crypto/tls, Conn.verifyServerCertificate.
func judge(s server) error {
	var chain []*x509.Certificate
	for _, der := range s.Chain {
		certificate, err := x509.ParseCertificate(der)
		if err != nil {
			return fmt.Errorf("tls: failed to parse certificate from server: %w", err)
		}
		if key, ok := certificate.PublicKey.(*rsa.PublicKey); ok && key.N.BitLen() > 8192 {
			return fmt.Errorf("tls: server sent certificate containing RSA key larger than 8192 bits")
		}
		chain = append(chain, certificate)
	}
	options := x509.VerifyOptions{
		Roots: x509.NewCertPool(), Intermediates: x509.NewCertPool(), DNSName: s.Host, CurrentTime: s.Now,
	}
	for _, der := range s.Trusted {
		if certificate, err := x509.ParseCertificate(der); err == nil {
			options.Roots.AddCert(certificate)
		}
	}
	for _, certificate := range chain[1:] {
		options.Intermediates.AddCert(certificate)
	}
	_, err := chain[0].Verify(options)
	return err
}

func main() {
	in, out := json.NewDecoder(bufio.NewReader(os.Stdin)), bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for in.More() {
		var s server
		if err := in.Decode(&s); err != nil {
			panic(err)
		}
		if err := judge(s); err != nil {
			fmt.Fprintf(out, "%q\n", err.Error())
		} else {
			fmt.Fprintln(out, `""`)
		}
	}
}
