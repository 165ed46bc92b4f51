package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.VisibleText;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The wizard's words, from its resource bundle. Numbers and dates are written as in their language,
 * whatever language the machine is set to: digits of one and words of another cannot be read.
 */
public final class Texts {

    private static final String BUNDLE = "dev.autonomy.registry.desktop.wizard.texts";

    /** What is not translated is English, not whatever the machine is set to. */
    private static final ResourceBundle.Control NO_OTHER_LANGUAGE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Locale locale;
    private final ResourceBundle bundle;

    public Texts(Locale locale) {
        this.bundle = ResourceBundle.getBundle(BUNDLE, locale, NO_OTHER_LANGUAGE);
        this.locale = ofTexts(bundle.getLocale(), locale);
    }

    /** The wanted locale where its language is that of the texts, else that language alone. */
    private static Locale ofTexts(Locale found, Locale wanted) {
        Locale language = found.equals(Locale.ROOT) ? Locale.ENGLISH : found;
        return wanted.getLanguage().equals(language.getLanguage())
                ? wanted.stripExtensions()
                : language;
    }

    /** The language of the texts, in the form of the user's country where that speaks it. */
    public Locale locale() {
        return locale;
    }

    /**
     * The text under this key, filled with the arguments.
     *
     * @throws java.util.MissingResourceException when there is none
     */
    public String of(String key, Object... arguments) {
        return filled(bundle.getString(key), arguments);
    }

    /** The text under this key with its strong and code parts. */
    public RichText rich(String key, Object... arguments) {
        return RichText.parse(bundle.getString(key), part -> filled(part, arguments));
    }

    /** The texts under {@code key.1}, {@code key.2} and so on. */
    public List<RichText> steps(String key, Object... arguments) {
        return IntStream.iterate(1, i -> bundle.containsKey(key + "." + i), i -> i + 1)
                .mapToObj(i -> rich(key + "." + i, arguments))
                .toList();
    }

    /** Numbers are formatted; whatever else is filled in may come from outside. */
    private static Object visible(Object argument) {
        return argument instanceof Number ? argument : VisibleText.of(argument.toString());
    }

    private String filled(String pattern, Object... arguments) {
        Object[] visible = Stream.of(arguments).map(Texts::visible).toArray();
        return new MessageFormat(pattern, locale).format(visible);
    }
}
