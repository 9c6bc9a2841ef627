package io.wealthcrm.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Access tokens signed with a service's own key. */
public final class SignedToken {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private SignedToken() {}

    /** The same token, but issued an hour before its end, which is that far from now. */
    public static String like(String token, Path dataDir, Duration untilItsEnd)
            throws IOException, GeneralSecurityException {
        String[] parts = token.split("\\.", -1);
        long end = Instant.now().plus(untilItsEnd).getEpochSecond();
        return signed(parts[0], claims(parts[1]).put("iat", end - 3600).put("exp", end), key(dataDir));
    }

    /** Tokens like that one, but of other people in sessions of theirs; in the order of the map. */
    public static List<String> ofEach(Map<UUID, UUID> sessions, String token, Path dataDir)
            throws IOException, GeneralSecurityException {
        String[] parts = token.split("\\.", -1);
        ObjectNode claims = claims(parts[1]);
        PrivateKey key = key(dataDir);
        List<String> tokens = new ArrayList<>();
        for (Map.Entry<UUID, UUID> one : sessions.entrySet()) {
            claims.put("sub", one.getKey().toString()).put("sid", one.getValue().toString());
            tokens.add(signed(parts[0], claims, key));
        }
        return tokens;
    }

    private static ObjectNode claims(String part) throws IOException {
        return (ObjectNode)
                new ObjectMapper().readTree(new String(Base64.getUrlDecoder().decode(part), UTF_8));
    }

    private static String signed(String header, ObjectNode claims, PrivateKey key) throws GeneralSecurityException {
        String signed = header + "." + ENCODER.encodeToString(claims.toString().getBytes(UTF_8));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(key);
        signature.update(signed.getBytes(UTF_8));
        return signed + "." + ENCODER.encodeToString(signature.sign());
    }

    private static PrivateKey key(Path dataDir) throws IOException, GeneralSecurityException {
        String text = Files.readString(dataDir.resolve("keys/signing.pem"));
        String begin = "-----BEGIN PRIVATE KEY-----";
        String body = text.substring(text.indexOf(begin) + begin.length(), text.indexOf("-----END PRIVATE KEY-----"));
        byte[] encoded = Base64.getMimeDecoder().decode(body);
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }
}
