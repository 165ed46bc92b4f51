package dev.autonomy.registry.desktop.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlacementTest {

    /** What is left of a screen by its panels: of small ones, magnified ones, a second one. */
    static Stream<Rectangle2D> rooms() {
        return Stream.of(
                new Rectangle2D(0, 0, 1024, 700),
                new Rectangle2D(0, 28, 1366, 740),
                new Rectangle2D(0, 0, 512, 350),
                new Rectangle2D(64, 14, 448, 336),
                new Rectangle2D(0, 0, 1920, 1080),
                new Rectangle2D(1920, 200, 1280, 1024));
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void the_whole_window_lies_on_the_screen(Rectangle2D room) {
        Placement placed = Placement.of(1024, 700, room);

        assertTrue(
                room.contains(placed.left(), placed.top(), placed.width(), placed.height()),
                placed.toString());
    }

    @Test
    void where_there_is_room_the_content_gets_all_of_its_size_in_the_middle() {
        Placement placed = Placement.of(1024, 700, new Rectangle2D(0, 0, 1920, 1080));

        assertTrue(placed.width() >= 1024 && placed.height() >= 700, placed.toString());
        assertEquals(1920 - placed.width(), 2 * placed.left(), 1);
        assertEquals(1080 - placed.height(), 2 * placed.top(), 1);
    }
}
