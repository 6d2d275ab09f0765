package vault

// tinyDerived is how the key derived for "log" from testdata/tiny.mittari starts.
const tinyDerived = "4533d73ea6e7793a"

// vectors are those of FORMAT.md. They were computed by a second implementation, written from that note
// in another language over another library, and this package agrees with it.
func vectors() map[string]string {
	return map[string]string{
		"key main":                "4079b02a445d90d23819c49aa5b4b7434540fbcb56fcfc8dd5a71e779d556635",
		"key wal":                 "ae664a4185b4c2a577fb4e7c4de4b891b6c35a6624ddf3fca34332345565b2e7",
		"key journal":             "1d21da3e008f2026a107b081bb553ce80c44d7eb8aa16b7e250f11ddcea4732f",
		"key header":              "3b9654a3ab7a4e5d0b9b508b79bb2e60380db5fc05cbeae1959bcf0f7b55801b",
		"key derived log":         "e75ecfed687ec502693a0ffc3aebfcaef6c245efd7e31a7ca5eac16b5468b6c7",
		"first page, plain":       "b33f6657b9b311d726ff61c51a2c8f57ab0336fe388bcd4dcbd6137a2df2c881",
		"first page, sealed":      "179983691205e2c762750174026d5d278e543f555439fd51c03ffcce4c1da49e",
		"page 262, sealed":        "3930224e01fca86cec0eb9414e26e7b3acdffbb92362e9d2d8d35ca83dfb486e",
		"page 262, tag":           "79a63509acf7c5c4abd4ca9f744e5104",
		"log header, sealed":      "d59c92fd763e5bd4627c81a2099f41e0b97050bb9f3626966d82be3294907086",
		"frame header 3, sealed":  "45b835b2e2ae2f21d9d7c81ad3edd34cd1d0ae681338c8435546b6559fbeded9bb64cde5db60fefc404142434445464748494a4b4c4d4e4f5051525354555657",
		"frame page 3, sealed":    "cbe621353c198aa7215e706cad4edf6656b0b3c6f034a3a035f67058ddfc1b69",
		"journal block 5, sealed": "a9c67ac1fa7cb96554043aa2bbe556cb6cd9bf0192b20c4725787d41d8e71c9c",
		"slot data":               "6d6974746172692f76312f736c6f74202122232425262728292a2b2c2d2e2f01010000000000010004505152535455565758595a5b5c5d5e5f",
		"header copy":             "e096e4a3b60055a04e640bedb2888184631bd5bdc6476243d8a9b1e6f8e18e20",
		"passphrase key":          "35b2c02af654d3276bba9aceaaa1d4d11cbf969165d4f8c3888947abc649583a",
	}
}
