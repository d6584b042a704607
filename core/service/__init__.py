"""The service: hand in, follow and decide over HTTP. A thin layer over the desk, loaded only where it is on."""
