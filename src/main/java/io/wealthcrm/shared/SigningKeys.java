package io.wealthcrm.shared;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** The ES256 key pair of access tokens: read from PEM, generated on the first start. */
final class SigningKeys {
    private static final Base64.Encoder PEM_BODY = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private SigningKeys() {}

    static KeyPair open(Path keys, KeysConfig config) {
        if (config.signingPrivate().isPresent() != config.signingPublic().isPresent()) {
            throw new IllegalStateException(
                    "wealth.keys.signing-private and wealth.keys.signing-public must be given together");
        }
        try {
            KeyPair pair = config.signingPrivate().isPresent()
                    ? parse(
                            text(config.signingPrivate().get()),
                            text(config.signingPublic().orElseThrow()))
                    : generated(keys);
            return checked(pair);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("The signing keys are not a P-256 pair in PEM (PKCS#8 and X.509)", e);
        }
    }

    static String pem(PublicKey key) {
        return pem("PUBLIC KEY", key.getEncoded());
    }

    /** One file holds both halves, so that a crash cannot leave one without the other. */
    private static KeyPair generated(Path keys) throws GeneralSecurityException {
        String both =
                new String(PrivateFiles.readOrCreate(keys.resolve("signing.pem"), SigningKeys::generate), US_ASCII);
        return parse(both, both);
    }

    private static byte[] generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return (pem("PRIVATE KEY", pair.getPrivate().getEncoded()) + pem(pair.getPublic())).getBytes(US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime cannot generate P-256 keys", e);
        }
    }

    private static KeyPair parse(String privatePem, String publicPem) throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance("EC");
        return new KeyPair(
                factory.generatePublic(new X509EncodedKeySpec(body(publicPem, "PUBLIC KEY"))),
                factory.generatePrivate(new PKCS8EncodedKeySpec(body(privatePem, "PRIVATE KEY"))));
    }

    private static KeyPair checked(KeyPair pair) throws GeneralSecurityException {
        byte[] probe = "wealth-crm".getBytes(US_ASCII);
        byte[] signed = sign(pair.getPrivate(), probe);
        Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
        verifier.initVerify(pair.getPublic());
        verifier.update(probe);
        // An ES256 signature is 64 bytes: any other curve is refused here rather than at the first sign-in.
        if (signed.length != 64 || !verifier.verify(signed)) {
            throw new IllegalArgumentException("the private and public key do not belong together");
        }
        return pair;
    }

    private static byte[] sign(PrivateKey key, byte[] content) throws GeneralSecurityException {
        Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
        signer.initSign(key);
        signer.update(content);
        return signer.sign();
    }

    private static String text(String pemOrPath) {
        if (pemOrPath.startsWith("-----BEGIN")) {
            return pemOrPath;
        }
        try {
            return Files.readString(Path.of(pemOrPath), US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the signing key file", e);
        }
    }

    /** The first block of the given type; a file may hold others beside it. */
    private static byte[] body(String pem, String type) {
        String begin = "-----BEGIN " + type + "-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf("-----END " + type + "-----");
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("no " + type + " block");
        }
        return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
    }

    private static String pem(String type, byte[] encoded) {
        return "-----BEGIN " + type + "-----\n" + PEM_BODY.encodeToString(encoded) + "\n-----END " + type + "-----\n";
    }
}
