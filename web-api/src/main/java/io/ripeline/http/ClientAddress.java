package io.ripeline.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// From which address a request comes, where proxies stand in between: of the hops that `X-Forwarded-For` tells, the
/// last one that is no proxy of the operator's. Anybody can write that header, so it is believed only from the
/// operator's own proxies; where she has named none it is not read.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class ClientAddress extends OncePerRequestFilter {

    private static final String HOPS = "X-Forwarded-For";
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]{2,45}");

    private final List<IpAddressMatcher> proxies;

    /// @param proxies addresses or networks, such as `10.0.0.0/8`
    ClientAddress(@Value("${ripeline.trusted-proxies:}") List<String> proxies) {
        this.proxies = proxies.stream()
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .map(IpAddressMatcher::new)
                .toList();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String peer = request.getRemoteAddr();
        String client = isProxy(peer) ? client(peer, Collections.list(request.getHeaders(HOPS))) : peer;
        chain.doFilter(client.equals(peer) ? request : from(client, request), response);
    }

    /// The last hop that is no proxy; where a proxy tells of none, or of nonsense, the last one that is believed.
    private String client(String peer, List<String> headers) {
        List<String> hops = new ArrayList<>();
        headers.forEach(header -> Collections.addAll(hops, header.split(",", -1)));
        String client = peer;
        for (String hop : hops.reversed()) {
            String address = hop.strip();
            if (!ADDRESS.matcher(address).matches()) {
                return client;
            }
            client = address;
            if (!isProxy(address)) {
                return client;
            }
        }
        return client;
    }

    private boolean isProxy(String address) {
        return proxies.stream().anyMatch(proxy -> matches(proxy, address));
    }

    private static boolean matches(IpAddressMatcher proxy, String address) {
        try {
            return proxy.matches(address);
        } catch (IllegalArgumentException nonsense) {
            return false;
        }
    }

    private static HttpServletRequest from(String address, HttpServletRequest request) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getRemoteAddr() {
                return address;
            }

            @Override
            public String getRemoteHost() {
                return address;
            }
        };
    }
}
