package io.casgate.auth.acl;

/** One permission for one grantee. */
public record Grant(Grantee grantee, Permission permission) {}
