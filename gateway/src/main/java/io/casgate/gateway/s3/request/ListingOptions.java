package io.casgate.gateway.s3.request;

/**
 * What the listings of a bucket have in common.
 *
 * @param prefix empty for all keys
 * @param delimiter empty for none
 * @param limit keys and common prefixes on one page, 0 to 1000
 */
public record ListingOptions(String prefix, String delimiter, int limit, KeyEncoding encoding) {
    /** The most that one page holds. */
    public static final int MAX_PAGE = 1000;

    private static final String UNORDERED = "allow-unordered";

    /** How keys are written in a response: encoding-type. */
    public enum KeyEncoding {
        NONE,
        URL;

        public static KeyEncoding parse(Query query) {
            String value = query.nonEmpty("encoding-type");
            if (value == null) {
                return NONE;
            }
            if (!value.equalsIgnoreCase("url")) {
                throw Fields.invalid("Invalid Encoding Method specified in Request", "encoding-type", value);
            }
            return URL;
        }

        public String apply(String key) {
            return this == URL ? PercentEncoding.encode(key) : key;
        }
    }

    /** {@code limitParameter} is max-keys or its like. */
    public static ListingOptions parse(Fields fields, String limitParameter) {
        refuseUnorderedPrefixes(fields.query());
        return new ListingOptions(
                fields.query().orEmpty("prefix"),
                fields.query().orEmpty("delimiter"),
                Math.min(fields.count(limitParameter, MAX_PAGE), MAX_PAGE),
                KeyEncoding.parse(fields.query()));
    }

    /** RGW's parameter, beside AWS's. A listing that need not be sorted may be; RGW knows no common prefixes in it. */
    private static void refuseUnorderedPrefixes(Query query) {
        if ("true".equals(query.nonEmpty(UNORDERED)) && query.nonEmpty("delimiter") != null) {
            throw Fields.invalid("allow-unordered does not go with a delimiter", UNORDERED, "true");
        }
    }
}
