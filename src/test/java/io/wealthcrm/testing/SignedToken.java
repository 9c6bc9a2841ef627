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
import java.util.Base64;
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
        return signed(parts[0], claims(parts[1]).put("iat", end - 3600).put("exp", end), dataDir);
    }

    /** A token like that one, but of another person in a session of theirs. */
    public static String of(UUID person, UUID session, String token, Path dataDir)
            throws IOException, GeneralSecurityException {
        String[] parts = token.split("\\.", -1);
        return signed(parts[0], claims(parts[1]).put("sub", person.toString()).put("sid", session.toString()), dataDir);
    }

    private static ObjectNode claims(String part) throws IOException {
        return (ObjectNode)
                new ObjectMapper().readTree(new String(Base64.getUrlDecoder().decode(part), UTF_8));
    }

    private static String signed(String header, ObjectNode claims, Path dataDir)
            throws IOException, GeneralSecurityException {
        String signed = header + "." + ENCODER.encodeToString(claims.toString().getBytes(UTF_8));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(key(dataDir.resolve("keys/signing.pem")));
        signature.update(signed.getBytes(UTF_8));
        return signed + "." + ENCODER.encodeToString(signature.sign());
    }

    private static PrivateKey key(Path pem) throws IOException, GeneralSecurityException {
        String text = Files.readString(pem);
        String begin = "-----BEGIN PRIVATE KEY-----";
        String body = text.substring(text.indexOf(begin) + begin.length(), text.indexOf("-----END PRIVATE KEY-----"));
        byte[] encoded = Base64.getMimeDecoder().decode(body);
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }
}
