package dev.autonomy.registry.desktop.view;

import dev.autonomy.registry.desktop.wizard.Texts;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.layout.Region;
import javafx.stage.Window;

/** Asks whether a running seed is to be stopped; keeping it is what Enter and Esc mean. */
final class CloseQuestion {

    private final ButtonType keep;
    private final ButtonType stop;
    private final Alert alert;

    CloseQuestion(Window owner, Texts texts) {
        keep = new ButtonType(texts.of("close.keep"), ButtonBar.ButtonData.CANCEL_CLOSE);
        stop = new ButtonType(texts.of("close.stop"), ButtonBar.ButtonData.OTHER);
        alert = new Alert(Alert.AlertType.CONFIRMATION, texts.of("close.meaning"), stop, keep);
        alert.initOwner(owner);
        alert.setTitle(texts.of("close.title"));
        alert.setHeaderText(texts.of("close.title"));
        Button stopButton = (Button) alert.getDialogPane().lookupButton(stop);
        Button keepButton = (Button) alert.getDialogPane().lookupButton(keep);
        stopButton.setId("stop-and-close");
        keepButton.setId("keep-copying");
        stopButton.setDefaultButton(false);
        keepButton.setDefaultButton(true);
        alert.getDialogPane().setMinHeight(Region.USE_PREF_SIZE);
    }

    /** Shows the question beside the run, which goes on; this happens when it is to be stopped. */
    void ask(Runnable stopped) {
        if (!alert.isShowing()) {
            alert.show();
            alert.setOnHidden(
                    _ -> {
                        if (alert.getResult() == stop) {
                            stopped.run();
                        }
                    });
        }
    }

    /** The run ended by itself: there is nothing left to ask. */
    void withdraw() {
        if (alert.isShowing()) {
            alert.setResult(keep);
            alert.close();
        }
    }
}
