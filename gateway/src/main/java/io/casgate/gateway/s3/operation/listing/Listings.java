package io.casgate.gateway.s3.operation.listing;

import io.casgate.catalog.Bucket;
import io.casgate.catalog.ListPage;
import io.casgate.catalog.ListQuery;
import io.casgate.catalog.ListStart;
import io.casgate.catalog.ListedObject;
import io.casgate.catalog.Objects;
import io.casgate.gateway.s3.access.Access;
import io.casgate.gateway.s3.operation.Owners;
import io.casgate.gateway.s3.operation.object.ObjectHeaders;
import io.casgate.gateway.s3.request.HttpDates;
import io.casgate.gateway.s3.request.ListingOptions;
import io.casgate.gateway.s3.request.ListingOptions.KeyEncoding;
import io.casgate.gateway.s3.xml.XmlWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the two listings of objects have in common. */
public final class Listings {
    /** Whether entries name their owner. */
    public enum OwnerDetail {
        SHOWN,
        LEFT_OUT
    }

    private final Owners owners;

    public Listings(Owners owners) {
        this.owners = owners;
    }

    /** A page of no keys is empty and the last, as on AWS. */
    public static ListPage<ListedObject> page(Objects objects, Bucket bucket, ListingOptions options, ListStart start) {
        return options.limit() == 0
                ? new ListPage<>(List.of(), List.of(), null)
                : objects.list(bucket, new ListQuery(options.prefix(), options.delimiter(), start, options.limit()));
    }

    public static void writeOptions(XmlWriter xml, ListingOptions options) {
        if (!options.delimiter().isEmpty()) {
            xml.element("Delimiter", options.encoding().apply(options.delimiter()));
        }
        xml.optional("EncodingType", encodingType(options.encoding()));
    }

    public static @Nullable String encodingType(KeyEncoding encoding) {
        return encoding == KeyEncoding.URL ? "url" : null;
    }

    public static void writeCommonPrefixes(XmlWriter xml, List<String> prefixes, KeyEncoding encoding) {
        for (String prefix : prefixes) {
            xml.begin("CommonPrefixes")
                    .element("Prefix", encoding.apply(prefix))
                    .end();
        }
    }

    public void writeResults(
            XmlWriter xml,
            ListPage<ListedObject> page,
            ListingOptions options,
            OwnerDetail ownerDetail,
            Access access) {
        for (ListedObject object : page.items()) {
            writeObject(xml, object, options.encoding(), ownerDetail, access);
        }
        writeCommonPrefixes(xml, page.commonPrefixes(), options.encoding());
    }

    private void writeObject(
            XmlWriter xml, ListedObject object, KeyEncoding encoding, OwnerDetail ownerDetail, Access access) {
        xml.begin("Contents")
                .element("Key", encoding.apply(object.key().value()))
                .element("LastModified", HttpDates.xml(object.lastModified()))
                .element("ETag", ObjectHeaders.quoted(object.etag()))
                .optional("ChecksumAlgorithm", object.checksumAlgorithm())
                .optional(
                        "ChecksumType",
                        object.checksumType() == null
                                ? null
                                : object.checksumType().name())
                .element("Size", object.size());
        if (ownerDetail == OwnerDetail.SHOWN) {
            owners.write(xml, "Owner", access.ownerOf(object.owner()));
        }
        xml.element("StorageClass", object.storageClass()).end();
    }
}
