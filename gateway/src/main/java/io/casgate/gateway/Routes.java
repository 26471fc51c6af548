package io.casgate.gateway;

import io.casgate.gateway.admin.AdminPages;
import io.casgate.gateway.http.Handler;
import io.casgate.gateway.http.Request;
import io.casgate.gateway.http.Response;
import java.util.List;
import java.util.Locale;

/** Tells requests for the administration pages from those for S3. */
final class Routes implements Handler {
    private final List<String> domainSuffixes;
    private final Handler pages;
    private final Handler s3;

    Routes(List<String> domains, Handler pages, Handler s3) {
        this.domainSuffixes = domains.stream()
                .map(domain -> "." + domain.toLowerCase(Locale.ROOT))
                .toList();
        this.pages = pages;
        this.s3 = s3;
    }

    @Override
    public Response handle(Request request) {
        boolean forPages = request.rawPath().startsWith(AdminPages.PREFIX) && !namesBucketInHost(request);
        return forPages ? pages.handle(request) : s3.handle(request);
    }

    /** In virtual-host style a path is a key, and {@code -/metrics} is as good a key as any. */
    private boolean namesBucketInHost(Request request) {
        String host = String.valueOf(request.headers().first("Host")).toLowerCase(Locale.ROOT);
        int port = host.indexOf(':');
        String name = port < 0 ? host : host.substring(0, port);
        return domainSuffixes.stream().anyMatch(name::endsWith);
    }
}
