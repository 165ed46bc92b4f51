package dev.autonomy.registry.adapter.transport;

import java.util.List;
import java.util.Optional;

/** The header fields of an answer in their order; names are compared without regard to case. */
public record Headers(List<Field> fields) {

    /** One line of a head. */
    public record Field(String name, String value) {}

    public Headers {
        fields = List.copyOf(fields);
    }

    public Optional<String> firstValue(String name) {
        for (Field each : fields) {
            if (each.name().equalsIgnoreCase(name)) {
                return Optional.of(each.value());
            }
        }
        return Optional.empty();
    }

    public List<String> allValues(String name) {
        return fields.stream()
                .filter(each -> each.name().equalsIgnoreCase(name))
                .map(Field::value)
                .toList();
    }
}
