package io.casgate.gateway.s3.request;

/** Headers that stand for features which do not exist here. Values that ask for nothing are let through. */
public final class Refusals {
    private Refusals() {}

    /**
     * What may come with a new object, however it is made. It makes a version of its own, and a part whose upload is not
     * named must not become the object.
     */
    public static void newObject(Fields fields) {
        newContent(fields);
        fields.refuse("x-amz-write-offset-bytes");
    }

    /** As {@link #newObject}, where the request may say at which offset of the object its content belongs. */
    public static void newContent(Fields fields) {
        refuseArgument(fields, "versionId", "This operation does not accept a version-id.");
        refuseArgument(fields, "partNumber", "A part number needs an uploadId");
        refuseAll(fields, "x-amz-server-side-encryption");
    }

    /** Keys to encrypted objects, which there are none of. */
    public static void customerKeys(Fields fields) {
        refuseAll(fields, "x-amz-server-side-encryption-customer-");
        refuseAll(fields, "x-amz-copy-source-server-side-encryption-customer-");
    }

    private static void refuseArgument(Fields fields, String name, String why) {
        String value = fields.query().get(name);
        if (value != null) {
            throw Fields.invalid(why, name, value);
        }
    }

    private static void refuseAll(Fields fields, String prefix) {
        fields.forEachHeader(prefix, (name, value) -> {
            throw Fields.notImplemented(name);
        });
    }
}
