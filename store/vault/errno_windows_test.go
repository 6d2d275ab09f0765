package vault

func noSpace() error { return windowsDiskFull }
