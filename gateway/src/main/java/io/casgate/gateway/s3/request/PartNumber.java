package io.casgate.gateway.s3.request;

/** The numbers of parts: 1 to 10,000. */
public final class PartNumber {
    static final int MAX = 10_000;

    private PartNumber() {}

    /** The partNumber parameter, which must be there. */
    public static int parse(Query query) {
        String value = String.valueOf(query.get("partNumber"));
        if (value.matches("\\d{1,5}")) {
            int number = Integer.parseInt(value);
            if (number >= 1 && number <= MAX) {
                return number;
            }
        }
        throw Fields.invalid(
                "Part number must be an integer between 1 and " + MAX + ", inclusive", "partNumber", value);
    }
}
