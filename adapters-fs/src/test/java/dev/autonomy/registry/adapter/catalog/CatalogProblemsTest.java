package dev.autonomy.registry.adapter.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sentence about a catalog that cannot be run, with its line and column. */
class CatalogProblemsTest {

    private static final String HEAD = Catalogs.HEAD;

    static Stream<Arguments> keys_are_known_and_stand_once() {
        return Stream.of(
                arguments(
                        HEAD + "- from: x:v1\n  pubkey: y\n",
                        List.of("8:3: \"pubkey\" is not known here. Did you mean pubKey?")),
                arguments(
                        HEAD + "- from: x:v1\n  colour: y\n",
                        List.of(
                                "8:3: \"colour\" is not known here. The keys in a bundle are name, from, to, "
                                        + "copyPolicy, maxAge, pubKey, certificateIdentity, certificateOidcIssuer, "
                                        + "trustedRoot.")),
                arguments(
                        HEAD + "- from: x:v1\n  toRegistry: b.example\n",
                        List.of("8:3: toRegistry does not stand here, but under defaults.")),
                arguments(
                        HEAD + "- from: x:v1\n  skipVerify: true\n",
                        List.of(
                                "8:3: skipVerify cannot stand in a catalog: only a command line says that "
                                        + "nothing is verified. Remove it.")),
                arguments(
                        HEAD + "- <<: {from: x:v1}\n  from: y:v1\n",
                        List.of(
                                "7:3: \"<<\" would bring in keys from elsewhere, which a catalog does not "
                                        + "have. Write them out, or put them under defaults.")),
                arguments(
                        HEAD + "- from: x:v1\n  from: y:v1\n",
                        List.of("8:3: \"from\" stands in line 7 already. Remove one of the two.")),
                arguments(
                        HEAD + "- [from]: x\n",
                        List.of(
                                "7:3: A key is a plain text, and this is a list.",
                                "7:3: This bundle has no from. Say from where it comes.")));
    }

    @ParameterizedTest
    @MethodSource
    void keys_are_known_and_stand_once(String catalog, List<String> problems) {
        assertEquals(problems, Catalogs.problems(catalog));
    }

    static Stream<Arguments> nothing_stands_for_something_else() {
        return Stream.of(
                arguments(
                        HEAD + "- from: *x\n",
                        List.of(
                                "7:9: \"*\" stands for something written elsewhere, which a catalog does not "
                                        + "have. Write it out, or put the text in quotes.")),
                arguments(
                        HEAD + "- from: &x y:v1\n",
                        List.of(
                                "7:9: \"&\" gives this a name, which a catalog does not have. Remove it, or "
                                        + "put the text in quotes.")),
                arguments(
                        HEAD + "- from: !!str y:v1\n",
                        List.of(
                                "7:9: \"!\" says of which type this is, which a catalog does not need. Remove "
                                        + "it, or put the text in quotes.")),
                arguments(
                        HEAD + "- !x\n  from: y:v1\n",
                        List.of(
                                "7:3: \"!\" says of which type this is, which a catalog does not need. Remove "
                                        + "it, or put the text in quotes.")),
                arguments(
                        "%YAML 1.1\n---\n" + HEAD + "- from: x:v1\n",
                        List.of(
                                "1:1: The file says that it is of another version of YAML. Write it in YAML "
                                        + "1.2 and remove the line that starts with %YAML.")),
                arguments(
                        "%TAG !e! tag:e,2000:\n---\n" + HEAD + "- from: x:v1\n",
                        List.of(
                                "1:1: A catalog has no tags. Remove the line that starts with %TAG.")),
                arguments(
                        HEAD + "- from: y:v1\n---\na: b\n",
                        List.of(
                                "8:1: A second document starts here. A catalog is one document: remove what "
                                        + "comes behind the first.")));
    }

    @ParameterizedTest
    @MethodSource
    void nothing_stands_for_something_else(String catalog, List<String> problems) {
        assertEquals(problems, Catalogs.problems(catalog));
    }

    static Stream<Arguments> each_value_is_of_its_kind() {
        return Stream.of(
                arguments(
                        HEAD + "- from: [x:v1]\n",
                        List.of("7:9: from is a list. Write one text behind it.")),
                arguments(
                        HEAD + "- from: {x: v1}\n",
                        List.of("7:9: from is a mapping. Write one text behind it.")),
                arguments(
                        HEAD + "- from: ''\n",
                        List.of("7:9: from is empty. Write a value behind it.")),
                arguments(
                        HEAD + "- from:\n  to: ~\n  name: null\n",
                        List.of(
                                "7:8: from has no value. Write one behind it.",
                                "8:7: to has no value. Write one behind it.",
                                "9:9: name has no value. Write one behind it.")),
                arguments(
                        HEAD + "- from: x:v1\n  copyPolicy: yes\n",
                        List.of("8:15: copyPolicy is either true or false, without quotes.")),
                arguments(
                        HEAD + "- from: x:v1\n  copyPolicy: 'true'\n",
                        List.of("8:15: copyPolicy is either true or false, without quotes.")),
                arguments(
                        HEAD + "- from: |\n    x:v1\n",
                        List.of(
                                "7:9: from has a line break in it. Write it in one line, or \">-\" where \"|\" "
                                        + "or \">\" stands.")),
                arguments(
                        HEAD + "- from: x:v1\n  pubKey: \"\\ud800\"\n",
                        List.of(
                                "8:11: pubKey has a character in it that cannot be seen. Remove it.")),
                arguments(
                        "{\"schemaVersion\": 1, \"bundles\": [{\"from\": null}]}\n",
                        List.of(
                                "1:34: Nothing says whom to trust for this bundle. Give it a pubKey, or "
                                        + "certificateIdentity, certificateOidcIssuer and trustedRoot, here or under "
                                        + "defaults.",
                                "1:43: from has no value. Write one behind it.")));
    }

    @ParameterizedTest
    @MethodSource
    void each_value_is_of_its_kind(String catalog, List<String> problems) {
        assertEquals(problems, Catalogs.problems(catalog));
    }

    static Stream<Arguments> a_catalog_has_a_version_and_bundles() {
        return Stream.of(
                arguments(
                        "bundles: [{from: a.example/x:v1, to: localhost/x:v1, pubKey: k}]\n",
                        List.of(
                                "1:1: schemaVersion is missing. Write schemaVersion: 1 at the beginning.")),
                arguments(
                        "schemaVersion: 2\nbundles: [{more: x}]\n",
                        List.of(
                                "1:16: schemaVersion is \"2\", and only 1, without quotes, is known here. The "
                                        + "rest was not read.")),
                arguments(
                        "schemaVersion: '1'\nbundles: []\n",
                        List.of(
                                "1:16: schemaVersion is \"1\", and only 1, without quotes, is known here. The "
                                        + "rest was not read.")),
                arguments(
                        "schemaVersion:\nbundles: []\n",
                        List.of(
                                "1:15: schemaVersion has no value. Write one behind it.",
                                "2:10: bundles is empty. List at least one bundle under it.")),
                arguments(
                        "schemaVersion: 1\n",
                        List.of("1:1: bundles is missing. List at least one bundle under it.")),
                arguments(
                        "schemaVersion: 1\ndefaults:\n  fromRegistry: a.example\n  toRegistry: "
                                + "localhost:5000\n  pubKey: k.pub\nbundles: []\n",
                        List.of("6:10: bundles is empty. List at least one bundle under it.")),
                arguments(
                        HEAD,
                        List.of(
                                "6:9: bundles is empty. Write a list under it, each bundle behind a \"-\".")),
                arguments(
                        "schemaVersion: 1\ndefaults:\n  fromRegistry: a.example\n  toRegistry: "
                                + "localhost:5000\n  pubKey: k.pub\nbundles: x:v1\n",
                        List.of(
                                "6:10: bundles is a text. Write a list under it, each bundle behind a \"-\".")),
                arguments(
                        "schemaVersion: 1\ndefaults:\n  fromRegistry: a.example\n  toRegistry: "
                                + "localhost:5000\n  pubKey: k.pub\nbundles: [x:v1]\n",
                        List.of("6:11: A bundle has keys, at least from, and this is a text.")),
                arguments(
                        HEAD + "-\n",
                        List.of("7:2: A bundle has keys, at least from, and this is empty.")),
                arguments(
                        "- from: x\n",
                        List.of(
                                "1:1: A catalog has schemaVersion and bundles, and this is a list.")),
                arguments(
                        "hello\n",
                        List.of(
                                "1:1: A catalog has schemaVersion and bundles, and this is a text.")),
                arguments(
                        "schemaVersion: 1\ndefaults:\nbundles: [{from: a.example/x:v1, to: "
                                + "localhost/x:v1, pubKey: k}]\n",
                        List.of("2:10: defaults has keys below it, and this is empty.")),
                arguments(
                        "",
                        List.of(
                                "1:1: There is no catalog in the file. Write schemaVersion: 1 and a list of "
                                        + "bundles.")),
                arguments(
                        "# nothing\n",
                        List.of(
                                "1:1: There is no catalog in the file. Write schemaVersion: 1 and a list of "
                                        + "bundles.")));
    }

    @ParameterizedTest
    @MethodSource
    void a_catalog_has_a_version_and_bundles(String catalog, List<String> problems) {
        assertEquals(problems, Catalogs.problems(catalog));
    }

    static Stream<Arguments> a_bundle_says_from_where_to_where_it_goes() {
        return Stream.of(
                arguments(
                        HEAD + "- to: x:v1\n",
                        List.of("7:3: This bundle has no from. Say from where it comes.")),
                arguments(
                        HEAD + "- from: X:v1\n",
                        List.of(
                                "7:9: from: Repository: capital letter \"X\" at character 1. Use lower case "
                                        + "only.")),
                arguments(
                        HEAD + "- from: x:v1\n  to: y\n",
                        List.of(
                                "8:7: to: Tag: missing. Add one to the destination, for example :v1.")),
                arguments(
                        HEAD + "- from: x:v1\n  to: y@sha256:00\n",
                        List.of(
                                "8:7: to: Digest: 2 hex digits at character 12. A sha256 digest has 64.")),
                arguments(
                        HEAD
                                + "- from: x@sha256:0000000000000000000000000000000000000000000000000000000000000000\n",
                        List.of(
                                "7:9: from has a digest and no tag, so the bundle needs a to with the tag "
                                        + "that it is to have.")),
                arguments(
                        "schemaVersion: 1\nbundles:\n- from: x:v1\n  to: y:v1\n  pubKey: k\n",
                        List.of(
                                "3:9: from: Registry: missing. Write registry/repository:tag behind from, "
                                        + "or give a fromRegistry under defaults.",
                                "4:7: to: Registry: missing. Write registry/repository:tag behind to, or "
                                        + "give a toRegistry under defaults.")),
                arguments(
                        "schemaVersion: 1\nbundles:\n- from: a.example/x:v1\n  pubKey: k\n",
                        List.of(
                                "3:9: This bundle has no to, and there is no toRegistry under defaults. "
                                        + "Give one of them.")),
                arguments(
                        "schemaVersion: 1\ndefaults:\n  fromRegistry: edge\n  toRegistry: a.example/x\n "
                                + " pubKey: k\nbundles:\n- from: x:v1\n",
                        List.of(
                                "3:17: fromRegistry: Registry: \"edge\" could be part of a path. A registry "
                                        + "has a \".\" or a port, for example edge:5000.",
                                "4:15: toRegistry: Registry: unexpected \"/\" at character 10. A registry is "
                                        + "a host and a port, without a path.")),
                arguments(
                        HEAD + "- from: a.example/x:v1\n  to: a.example/x:v1\n",
                        List.of(
                                "8:7: Destination: the same as the source. From and To must differ.")),
                arguments(
                        "schemaVersion: 1\ndefaults:\n  fromRegistry: a.example\n  toRegistry: "
                                + "localhost:5000\n  pubKey: k.pub\n  copyPolicy: true\nbundles:\n- from: "
                                + "x:vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv"
                                + "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv\n  name: n\n",
                        List.of(
                                "8:9: Tag: the tag derived for the policy has 132 characters. A tag has at "
                                        + "most 128: use an image tag that leaves room for \"-policy\".")));
    }

    @ParameterizedTest
    @MethodSource
    void a_bundle_says_from_where_to_where_it_goes(String catalog, List<String> problems) {
        assertEquals(problems, Catalogs.problems(catalog));
    }

    static Stream<Arguments> a_bundle_has_a_name_and_a_destination_of_its_own() {
        return Stream.of(
                arguments(
                        HEAD + "- from: x:v1\n  name: a/b\n",
                        List.of(
                                "8:9: name: Name: unexpected character at character 2. A name is a folder's "
                                        + "name: letters, digits, \".\", \"_\" and \"-\", a letter or digit first.")),
                arguments(
                        HEAD + "- from: catalog:manifest.json\n",
                        List.of(
                                "7:9: The name made of path and tag cannot be used. Name: "
                                        + "\"catalog-manifest.json\" is a file that the catalog leaves behind. Give the "
                                        + "bundle another name. Write one behind name.")),
                arguments(
                        HEAD + "- from: x:v1\n\n- name: X-v1\n  from: y:v1\n",
                        List.of(
                                "9:3: This bundle and the one in line 7 both have the name X-v1. Change one "
                                        + "of them.")),
                arguments(
                        HEAD + "- from: x:v1\n- from: y:v1\n  to: x:v1\n",
                        List.of(
                                "8:3: This bundle and the one in line 7 both have the destination "
                                        + "localhost:5000/x:v1. Change one of them.")));
    }

    @ParameterizedTest
    @MethodSource
    void a_bundle_has_a_name_and_a_destination_of_its_own(String catalog, List<String> problems) {
        assertEquals(problems, Catalogs.problems(catalog));
    }

    static Stream<Arguments> a_bundle_is_trusted_by_a_key_or_an_identity_whole() {
        return Stream.of(
                arguments(
                        HEAD + "- from: x:v1\n  maxAge: 30d\n",
                        List.of(
                                "8:11: maxAge: Duration: unexpected \"d\" at character 3. After a number "
                                        + "comes its unit: h, m or s.")),
                arguments(
                        HEAD + "- from: x:v1\n  pubKey: k\n  certificateIdentity: me\n",
                        List.of(
                                "8:11: pubKey, certificateIdentity exclude each other: a bundle is verified "
                                        + "by a key or by an identity. Remove the one that is not meant.")),
                arguments(
                        HEAD + "- from: x:v1\n  certificateIdentity: me\n",
                        List.of(
                                "8:24: certificateOidcIssuer, trustedRoot are missing beside this: "
                                        + "certificateIdentity, certificateOidcIssuer, trustedRoot go together in one "
                                        + "place.")),
                arguments(
                        HEAD + "- from: x:v1\n  certificateIdentity: me\n  trustedRoot: r\n",
                        List.of(
                                "8:24: certificateOidcIssuer is missing beside this: certificateIdentity, "
                                        + "certificateOidcIssuer, trustedRoot go together in one place.")),
                arguments(
                        "schemaVersion: 1\ndefaults:\n  certificateOidcIssuer: i\nbundles:\n- from: "
                                + "a.example/x:v1\n  to: localhost/x:v1\n",
                        List.of(
                                "3:26: certificateIdentity, trustedRoot are missing beside this: "
                                        + "certificateIdentity, certificateOidcIssuer, trustedRoot go together in one "
                                        + "place.")),
                arguments(
                        "schemaVersion: 1\nbundles:\n- from: a.example/x:v1\n  to: localhost/x:v1\n",
                        List.of(
                                "3:3: Nothing says whom to trust for this bundle. Give it a pubKey, or "
                                        + "certificateIdentity, certificateOidcIssuer and trustedRoot, here or under "
                                        + "defaults.")));
    }

    @ParameterizedTest
    @MethodSource
    void a_bundle_is_trusted_by_a_key_or_an_identity_whole(String catalog, List<String> problems) {
        assertEquals(problems, Catalogs.problems(catalog));
    }

    static Stream<Arguments> what_is_no_yaml_is_said_in_plain_words() {
        return Stream.of(
                arguments(
                        HEAD + "- from: x:v1\n\tto: y:v1\n",
                        List.of("8:1: A tab stands where only spaces may. Indent with spaces.")),
                arguments(
                        HEAD + "- from: x:v1\n   to: y:v1\n",
                        List.of(
                                "8:6: A \":\" is not expected here. Put a text that has one in quotes, and "
                                        + "check the indentation.")),
                arguments(
                        HEAD + "  - from: x:v1\n - from: y:v1\n",
                        List.of(
                                "8:2: This does not line up with what stands above it. Check the "
                                        + "indentation, and whether a text before it ends too early.")),
                arguments(
                        HEAD + "- from: x:v1\n  to\n",
                        List.of("8:3: This is no key with a value: there is no \": \" behind it.")),
                arguments(
                        HEAD + "- from: \"x:v1\n",
                        List.of("7:9: What is opened here is never closed.")),
                arguments(
                        HEAD + "- {from: x:v1\n",
                        List.of("7:3: What is opened here is never closed.")),
                arguments(
                        HEAD + "- from: x: v1\n",
                        List.of(
                                "7:10: A \":\" is not expected here. Put a text that has one in quotes, and "
                                        + "check the indentation.")),
                arguments(
                        HEAD + "- from: @x\n",
                        List.of(
                                "7:9: No text starts with this character. Put the text in quotes.")),
                arguments(
                        HEAD + "- from: \"\\q\"\n",
                        List.of(
                                "7:11: There is no such escape. Behind \"\\\" write n, t, \", \\, / or u and "
                                        + "four digits, or take single quotes.")),
                arguments(
                        HEAD + "- from: \"\\U99999999\"\n",
                        List.of(
                                "7:3: This is not YAML from here on. Check the indentation, quotes and "
                                        + "colons here and just before.")),
                arguments(
                        HEAD + "- from: \"x:v1\" y\n",
                        List.of(
                                "7:16: This does not line up with what stands above it. Check the "
                                        + "indentation, and whether a text before it ends too early.")),
                arguments(
                        HEAD + "- from: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\n",
                        List.of(
                                "7:22: Lists and mappings stand inside each other too deep here. A catalog "
                                        + "is a list of bundles, and each has simple keys.")));
    }

    @ParameterizedTest
    @MethodSource
    void what_is_no_yaml_is_said_in_plain_words(String catalog, List<String> problems) {
        assertEquals(problems, Catalogs.problems(catalog));
    }

    static Stream<Arguments> what_cannot_be_seen_is_refused() {
        return Stream.of(
                arguments(
                        HEAD + "- from: x\0:v1\n",
                        List.of(
                                "7:10: The character <U+0000> cannot stand here, and editors may not show "
                                        + "it. Remove it.")),
                arguments(
                        HEAD + "- from: x\u0085:v1\n",
                        List.of(
                                "7:10: The character <U+0085> cannot stand here, and editors may not show "
                                        + "it. Remove it.")),
                arguments(
                        "\ufeff" + HEAD,
                        List.of(
                                "1:1: The file starts with a byte order mark, which editors do not show. "
                                        + "Save it as UTF-8 without one.")));
    }

    @ParameterizedTest
    @MethodSource
    void what_cannot_be_seen_is_refused(String catalog, List<String> problems) {
        assertEquals(problems, Catalogs.problems(catalog));
    }

    static Stream<Arguments> what_is_no_json_is_said_in_plain_words() {
        return Stream.of(
                arguments(
                        "{\"schemaVersion\": 1,\n \"bundles\": [{\"from\": \"a.example/x:v1\" \"to\": \"b\"}]}\n",
                        List.of("2:40: A comma or the closing bracket is missing before this.")),
                arguments(
                        "{\"schemaVersion\"\n: 1,\n \"bundles\": [{\"from\": }]}\n",
                        List.of(
                                "3:23: This is not JSON from here on. Check the quotes, commas and brackets "
                                        + "here and just before.")),
                arguments(
                        "{\"schemaVersion\": 1,\n \"schemaVersion\": 1,\n\t\"bundles\": []}\n",
                        List.of(
                                "2:2: \"schemaVersion\" stands in line 1 already. Remove one of the two.",
                                "3:13: bundles is empty. List at least one bundle under it.")),
                arguments(
                        "{\"schemaVersion\": 1}\n x\n",
                        List.of(
                                "2:2: The catalog ended before this. Remove it, or check the indentation.")));
    }

    @ParameterizedTest
    @MethodSource
    void what_is_no_json_is_said_in_plain_words(String catalog, List<String> problems) {
        assertEquals(problems, Catalogs.problems(catalog));
    }
}
