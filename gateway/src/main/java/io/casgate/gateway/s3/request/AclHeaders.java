package io.casgate.gateway.s3.request;

import io.casgate.auth.acl.AclSource;
import io.casgate.auth.acl.Grantees;
import java.util.HashMap;
import java.util.Map;

/**
 * What a request says of the access control list of what it makes or changes. Whom it names is looked up later, when it
 * is known that the requester may set lists.
 *
 * @param values of x-amz-acl and the x-amz-grant headers, by lower-case name; several lines are joined by commas
 */
public record AclHeaders(Map<String, String> values) {
    private static final String CANNED = "x-amz-acl";
    private static final String GRANTS = "x-amz-grant-";

    public AclHeaders {
        values = Map.copyOf(values);
    }

    public static AclHeaders parse(Fields fields) {
        Map<String, String> values = new HashMap<>();
        fields.forEachHeader(GRANTS, values::put);
        String canned = fields.header(CANNED);
        if (canned != null) {
            values.put(CANNED, canned);
        }
        return new AclHeaders(values);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /**
     * What the headers want.
     *
     * @throws io.casgate.auth.acl.AclException when they contradict each other or name nobody
     */
    public AclSource resolve(Grantees grantees) {
        return AclSource.of(values::get, grantees);
    }
}
