package io.wealthcrm.shared;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** Whose tries count together. */
public final class ClientAddress {
    /** Bytes of an IPv6 address that its owner was given; all addresses below are the owner's to choose. */
    private static final int NETWORK = 8;

    private ClientAddress() {}

    /** The address a request came from, of IPv6 the /64; behind a trusted proxy that names no address, what it says instead. */
    public static String of(HttpServerRequest request) {
        SocketAddress remote = request.remoteAddress();
        return of(remote.hostAddress() == null ? remote.host() : remote.hostAddress());
    }

    static String of(String text) {
        String address = text == null ? "" : text.split("%", 2)[0];
        // With a colon it can be no name, so nothing is looked up.
        return address.indexOf(':') < 0 ? address : network(address);
    }

    private static String network(String address) {
        try {
            InetAddress parsed = InetAddress.getByName(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK)) + "/64"
                    : parsed.getHostAddress();
        } catch (UnknownHostException noAddress) {
            return address;
        }
    }
}
