package io.casgate.gateway.s3.website;

import io.casgate.gateway.http.Handler;
import io.casgate.gateway.http.Request;
import io.casgate.gateway.http.Response;
import io.casgate.gateway.s3.request.Target;
import java.util.List;
import java.util.Locale;

/** Tells requests for websites, by the host that they name, from those for S3. */
public final class ByHost implements Handler {
    private final List<String> domains;
    private final Handler sites;
    private final Handler s3;

    /** {@code sites} is for the hosts under {@code domains}, {@code s3} for all others. */
    public ByHost(List<String> domains, Handler sites, Handler s3) {
        this.domains =
                domains.stream().map(domain -> domain.toLowerCase(Locale.ROOT)).toList();
        this.sites = sites;
        this.s3 = s3;
    }

    @Override
    public Response handle(Request request) {
        String host = request.headers().first("Host");
        boolean site = host != null && Target.bucketInHost(host, domains) != null;
        return site ? sites.handle(request) : s3.handle(request);
    }
}
