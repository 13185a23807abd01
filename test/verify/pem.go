// Reads texts in base64, one on each line, and writes for each what encoding/pem takes out of it: a JSON array of types, whether there
// are headers, and the octets.
package main

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"os"
)

func main() {
	in, out := bufio.NewScanner(os.Stdin), bufio.NewWriter(os.Stdout)
	defer out.Flush()
	in.Buffer(nil, 1<<24)
	for in.Scan() {
		rest, err := base64.StdEncoding.DecodeString(in.Text())
		if err != nil {
			panic(err)
		}
		blocks := []any{}
		for block, after := pem.Decode(rest); block != nil; block, after = pem.Decode(after) {
			blocks = append(blocks, []any{block.Type, len(block.Headers) > 0, block.Bytes})
		}
		line, err := json.Marshal(blocks)
		if err != nil {
			panic(err)
		}
		fmt.Fprintf(out, "%s\n", line)
	}
}
