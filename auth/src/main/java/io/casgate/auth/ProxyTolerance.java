package io.casgate.auth;

/** Whether a signature may be found valid for what a client probably sent before a proxy changed a signed header. */
public enum ProxyTolerance {
    /** Signed headers must arrive as they were signed. */
    STRICT,

    /**
     * A signature that does not match is tried again with the port of Host removed, made explicit, or taken from
     * X-Forwarded-Port, and with the values of Accept-Encoding that clients are known to sign: proxies rewrite both.
     * Nothing is given away: the host's name always counts as it came, neither a port nor Accept-Encoding changes what
     * the gateway does, and the signature must still be right for everything else. Costs some more hashing for requests
     * that would be refused otherwise, within a fixed bound.
     */
    HOST_PORT_AND_ACCEPT_ENCODING
}
