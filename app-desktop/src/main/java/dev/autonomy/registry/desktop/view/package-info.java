/** The window: pages, rail and footer that show the wizard and pass on what is done to them. */
package dev.autonomy.registry.desktop.view;
