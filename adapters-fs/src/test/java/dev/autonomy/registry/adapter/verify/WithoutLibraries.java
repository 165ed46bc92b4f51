package dev.autonomy.registry.adapter.verify;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Loads adapters and sigstore's classes anew, as if some packages were in no jar; all else is
 * shared.
 */
final class WithoutLibraries extends ClassLoader {

    private static final List<String> ANEW =
            List.of("dev.autonomy.registry.adapter.", "dev.sigstore.");

    private final List<String> missing;

    WithoutLibraries(String... missing) {
        super(WithoutLibraries.class.getClassLoader());
        this.missing = List.of(missing);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            if (missing.stream().anyMatch(name::startsWith)) {
                throw new ClassNotFoundException(name);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            return ANEW.stream().anyMatch(name::startsWith)
                    ? defined(name)
                    : super.loadClass(name, resolve);
        }
    }

    private Class<?> defined(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
