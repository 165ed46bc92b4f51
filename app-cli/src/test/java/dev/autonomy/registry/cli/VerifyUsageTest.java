package dev.autonomy.registry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.transport.PlainHttp;
import dev.autonomy.registry.cli.arguments.VerifyTarget;
import dev.autonomy.registry.cli.wiring.Place;
import dev.autonomy.registry.cli.wiring.Setup;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.SidecarPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifyUsageTest {

    private final Scene scene = new Scene();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--pub-key k|<ref> is missing.",
                "a.example/x:v1|--pub-key, --certificate-identity give exactly one of them",
                "a.example/x:v1 --pub-key k --certificate-identity i|--pub-key, --certificate-identity exclude each other",
                "a.example/x:v1 --certificate-identity i|--certificate-oidc-issuer is missing",
                "a.example/x:v1 --certificate-identity i|--trusted-root is missing",
                "a.example/x:v1 --certificate-oidc-issuer i --trusted-root r|--certificate-identity is missing",
                "a.example/x:v1 --skip-verify|\"--skip-verify\" is not an option",
                "a.example/x:v1 --out d|\"--out\" is not an option",
                "a.example/X:v1|<ref> Repository: capital letter \"X\" at character 11",
                "a.example/x:v1 b.example/x:v1|\"b.example/x:v1\" is not expected here",
                "a.example/x:v1 --max-age 1d|--max-age Duration: unexpected \"d\" at character 2",
                "a.example/x:v1 --output yaml|--output Choice: \"yaml\"",
                "oci:layout|<ref> Tag: missing. Write oci:<dir>:<tag>",
                "oci:./la:yout/x|<ref> Tag: missing",
                "oci::v1|<ref> Folder: missing at character 5",
                "oci:layout:-v1|<ref> Tag: \"-\" at character 12",
                "oci:layout@sha512:00|<ref> Digest: algorithm \"sha512\" at character 12"
            })
    void each_rule_names_what_it_is_about(String arguments, String expected) {
        Scene.Ended ended = scene.run(("bundle verify " + arguments).split(" "));

        assertEquals(2, ended.status());
        assertTrue(ended.err().replaceAll("\\s+", " ").contains(expected), ended.err());
        assertTrue(ended.err().contains("\"autonomy bundle verify --help\""), ended.err());
        assertEquals("", ended.out());
        assertEquals(List.of(), scene.setups);
    }

    @Test
    void json_readers_are_told_of_usage_problems_too() {
        Scene.Ended ended = scene.run("bundle", "verify", "--output", "json", "--bogus");

        assertEquals(2, ended.status());
        assertEquals("usage", Json.parse(ended.out()).at("/error/kind").asText());
        Json.assertValid("verify-result", Json.parse(ended.out()));
    }

    @ParameterizedTest
    @CsvSource({"--require-lock, 124", "--require-policy, 122"})
    void a_derived_tag_must_fit(String option, int length) {
        Scene.Ended ended =
                scene.run(
                        "bundle",
                        "verify",
                        "a.example/x:" + "t".repeat(length),
                        "--pub-key",
                        "k",
                        option);

        assertEquals(2, ended.status());
        assertTrue(ended.err().contains("has 129 characters"), ended.err());
    }

    @Test
    void defaults_are_the_documented_ones() {
        scene.verify();

        assertEquals(
                new Setup(
                        Optional.empty(),
                        PlainHttp.LOOPBACK_ONLY,
                        Duration.ofSeconds(60),
                        Duration.ZERO),
                scene.setups.getFirst());
        assertEquals(List.of(new Place.Registry()), scene.places);
        assertEquals(
                new Freshness.NotOlderThan(Duration.ofHours(8760)),
                scene.verifier.questions().getFirst().freshness());
        assertEquals(SidecarPolicy.IMAGE_ONLY, scene.verifier.questions().getFirst().scope());
    }

    @Test
    void what_is_said_is_handed_on() {
        scene.verify("--allow-insecure-registry", "--authfile", "auth.json", "--max-age", "1h");

        assertEquals(
                new Setup(
                        Optional.of(Path.of("auth.json")),
                        PlainHttp.PERMITTED,
                        Duration.ofSeconds(60),
                        Duration.ZERO),
                scene.setups.getFirst());
        assertEquals(
                new Freshness.NotOlderThan(Duration.ofHours(1)),
                scene.verifier.questions().getFirst().freshness());
    }

    @ParameterizedTest
    @CsvSource({
        "'', IMAGE_ONLY",
        "--require-lock, WITH_LOCK",
        "--require-policy, WITH_POLICY",
        "--require-policy --require-lock, WITH_SIDECARS"
    })
    void only_the_sidecars_asked_for_are_judged(String options, SidecarPolicy scope) {
        scene.verify(options.isEmpty() ? new String[0] : options.split(" "));

        assertEquals(scope, scene.verifier.questions().getFirst().scope());
        assertEquals(scope.parts().size(), scene.verifier.questions().getFirst().subjects().size());
    }

    @ParameterizedTest
    @CsvSource({
        "oci:layout:v1, layout",
        "oci:./a/b:c/d:v1, ./a/b:c/d",
        "oci:/srv/usb/:v1, /srv/usb/",
        "oci:/srv/x@y/z:v1, /srv/x@y/z"
    })
    void a_layouts_folder_ends_at_the_colon_behind_its_last_slash(String reference, Path folder)
            throws Exception {
        VerifyTarget target = VerifyTarget.parse(reference);

        assertEquals(new Place.Layout(folder), target.place());
        assertEquals(reference, target.reference().toString());
    }

    @ParameterizedTest
    @CsvSource({"oci:layout@", "oci:/srv/usb:v1@", "oci:a:v1@"})
    void a_layouts_digest_may_be_named_with_and_without_the_tag(String start) throws Exception {
        String reference = start + scene.image.digest();

        VerifyTarget target = VerifyTarget.parse(reference);

        assertEquals(reference, target.reference().toString());
        assertEquals(Optional.of(scene.image.digest()), target.reference().digest());
        assertEquals(start.contains(":v1"), target.reference().tag().isPresent());
    }
}
