package dev.autonomy.registry.adapter.transport;

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
        BasicClassicHttpRequest message = new BasicClassicHttpRequest(call.method(), path());
        message.setHeader("Host", route.origin().hostField());
        message.setHeader("User-Agent", AGENT);
        message.setHeader("Accept-Encoding", "identity");
        call.headers().forEach(message::setHeader);
        authorization.ifPresent(value -> message.setHeader("Authorization", value));
        if (route.isRelayed()) {
            message.setScheme(route.origin().scheme());
            message.setAuthority(route.authority());
            message.setAbsoluteRequestUri(true);
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

    private String path() {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    @Override
    public String toString() {
        return call.method() + " " + route.origin().authority();
    }
}
