package dev.autonomy.registry.adapter.transport;

import dev.autonomy.registry.adapter.transport.connection.Origin;
import dev.autonomy.registry.adapter.transport.connection.ProxyAddress;
import dev.autonomy.registry.adapter.transport.connection.Route;
import java.net.URI;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** A call on its way to an address, with what authorizes it there. */
record Request(Call call, URI uri, Route route, Optional<String> authorization) {

    static final String AGENT = "autonomy-registry";

    /** The message, made anew for each time that it is sent. */
    ClassicHttpRequest message() {
        BasicClassicHttpRequest message = new BasicClassicHttpRequest(call.method(), "");
        message.setPath(target());
        message.setHeader("Host", route.origin().hostField());
        message.setHeader("User-Agent", AGENT);
        message.setHeader("Accept-Encoding", "identity");
        call.headers().forEach(message::setHeader);
        authorization.ifPresent(value -> message.setHeader("Authorization", value));
        if (route.isRelayed()) {
            route.proxy()
                    .flatMap(ProxyAddress::authorization)
                    .ifPresent(value -> message.setHeader("Proxy-Authorization", value));
        }
        call.payload()
                .ifPresent(
                        bytes -> {
                            message.setHeader("Content-Length", Integer.toString(bytes.length));
                            message.setEntity(new ByteArrayEntity(bytes, null));
                        });
        return message;
    }

    /** As it stands in the address; a proxy that passes it on is told where to (RFC 9112, 3.2). */
    private String target() {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        Origin origin = route.origin();
        String server = route.isRelayed() ? origin.scheme() + "://" + origin.authority() : "";
        return server + path + query;
    }

    @Override
    public String toString() {
        return call.method() + " " + route.origin().authority();
    }
}
