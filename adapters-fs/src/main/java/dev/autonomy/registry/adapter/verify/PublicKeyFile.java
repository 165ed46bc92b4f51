package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.adapter.document.StrictBase64;
import dev.autonomy.registry.adapter.document.Unreadable;
import dev.autonomy.registry.model.TrustedKey;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file with exactly one PEM block, a SubjectPublicKeyInfo (RFC 7468); anything else is refused by
 * its name.
 */
public final class PublicKeyFile {

    private static final int MAX_SIZE = 64 << 10;
    private static final String BEGIN = "-----BEGIN ";
    private static final String LABEL = "PUBLIC KEY-----";
    private static final String END = "-----END ";
    private static final String DAMAGED = "its PEM block is damaged";

    /** How cosign names a key that is in no file, written as a path or as it is. */
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "(?:(awskms|gcpkms|azurekms|hashivault|openbao|k8s|gitlab|env):/|(pkcs11):|(https?):/).*");

    private PublicKeyFile() {}

    /**
     * Reads the key.
     *
     * @throws Obstacle.TrustUnusable saying what the file is instead; never with its content
     */
    public static TrustedKey read(String file) throws Obstacle.TrustUnusable, InterruptedException {
        return new TrustFile(
                        Attempt.with("reading the public key", file),
                        file,
                        "a key file",
                        MAX_SIZE,
                        () -> missing(file))
                .read(PublicKeyFile::content);
    }

    private static String missing(String file) {
        Matcher address = ADDRESS.matcher(file);
        if (!address.matches()) {
            return "there is no such file";
        }
        return address.group(3) == null
                ? "it is the address of a key that is kept elsewhere, not a file; write its public key to a"
                        + " file with: cosign public-key --key <that address> > cosign.pub"
                : "it is an address, not a file; download the public key from there first";
    }

    /**
     * The key in a text that a file of this kind may hold.
     *
     * @throws Obstacle.TrustUnusable saying what the text is instead; never with its content
     */
    public static TrustedKey text(String text) throws Obstacle.TrustUnusable {
        try {
            return key(SavedText.of(text));
        } catch (Unreadable e) {
            throw new Obstacle.TrustUnusable(
                    Attempt.locally("reading the pasted public key"), e.getMessage());
        }
    }

    /** The key in a file of this content. */
    static TrustedKey content(byte[] bytes) throws Unreadable {
        String text = SavedText.of(bytes);
        Optional<String> objection = SavedText.objection(bytes).filter(_ -> text.contains(BEGIN));
        if (objection.isPresent()) {
            throw new Unreadable(objection.get());
        }
        return key(text);
    }

    private static TrustedKey key(String text) throws Unreadable {
        return SubjectPublicKey.read(der(pem(text), text));
    }

    /** The base64 of the one block. */
    private static String pem(String text) throws Unreadable {
        if (text.isEmpty()) {
            throw new Unreadable("it is empty");
        }
        if (text.startsWith("ssh-") || text.startsWith("ecdsa-sha2-")) {
            throw new Unreadable(
                    "it is an OpenSSH key; convert it with: ssh-keygen -e -m pkcs8 -f <file>");
        }
        int begin = text.indexOf(BEGIN);
        if (begin < 0) {
            throw damaged(
                    text, "it holds no PEM block; a public key file starts with " + BEGIN + LABEL);
        }
        if (begin != text.lastIndexOf(BEGIN)) {
            throw new Unreadable("it holds more than one PEM block; one public key is needed");
        }
        refuseOtherThings(text.substring(begin + BEGIN.length()));
        List<String> lines = text.lines().toList();
        int end = lines.indexOf(END + LABEL);
        if (end < 0 || begin == 0 && !lines.getFirst().equals(BEGIN + LABEL)) {
            throw damaged(text, DAMAGED);
        }
        if (begin > 0 || end < lines.size() - 1) {
            throw new Unreadable("there is other text around its PEM block");
        }
        return String.join("", lines.subList(1, end));
    }

    /** What looks right in an editor is told by what the editor does not show. */
    private static Unreadable damaged(String text, String otherwise) {
        return new Unreadable(
                Optional.of(text)
                        .filter(each -> each.contains("-----"))
                        .flatMap(SavedText::strangeCharacter)
                        .orElse(otherwise));
    }

    private static void refuseOtherThings(String label) throws Unreadable {
        if (label.startsWith(LABEL)) {
            return;
        }
        if (label.contains("PRIVATE KEY-----")) {
            throw new Unreadable("it is a private key; choose the public key, usually cosign.pub");
        }
        if (label.startsWith("CERTIFICATE-----")) {
            throw new Unreadable("it is a certificate, not a public key");
        }
        if (label.startsWith("RSA PUBLIC KEY-----")) {
            throw new Unreadable(
                    "it is an RSA key in PKCS#1 form; convert it with: openssl rsa -RSAPublicKey_in -pubout");
        }
        throw new Unreadable("its PEM block is not a PUBLIC KEY");
    }

    private static byte[] der(String base64, String text) throws Unreadable {
        return StrictBase64.decode(base64).orElseThrow(() -> damaged(text, DAMAGED));
    }
}
