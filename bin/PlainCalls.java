import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.attribute.InnerClassInfo;
import java.lang.classfile.attribute.InnerClassesAttribute;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.lang.runtime.ObjectMethods;
import java.lang.runtime.SwitchBootstraps;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Writes jars anew with plain methods where Java would link a call at its first use, in each process again, because it
 * keeps no such call ready (JEP 483): which pattern of a switch matches, and equals, hashCode and toString of records.
 * PlainCalls JAR...: jars beside each other that know each other's classes. What it does not know stays as it is.
 */
final class PlainCalls {

    private static final ClassDesc SWITCHES = SwitchBootstraps.class.describeConstable().orElseThrow();
    private static final ClassDesc RECORDS = ObjectMethods.class.describeConstable().orElseThrow();
    private static final ClassDesc OBJECTS = Objects.class.describeConstable().orElseThrow();
    private static final ClassDesc TEXT = StringBuilder.class.describeConstable().orElseThrow();
    private static final int HIDDEN = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
    private static final int HASH_FACTOR = 31;

    private final ClassFile format;

    private PlainCalls(ClassLoader known) {
        // Where paths of a method meet, a verifier wants to know the class that they have in common.
        ClassHierarchyResolver hierarchy =
                ClassHierarchyResolver.ofResourceParsing(known).orElse(ClassHierarchyResolver.defaultResolver());
        format = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy));
    }

    /** A call that is linked at its first use, and the name of the method that takes its place. */
    private record Call(String method, InvokeDynamicInstruction site) {

        MethodTypeDesc type() {
            return site.typeSymbol();
        }

        List<ConstantDesc> details() {
            return site.bootstrapArgs();
        }
    }

    public static void main(String[] jars) throws IOException {
        List<Path> paths = Stream.of(jars).map(each -> Path.of(each).toAbsolutePath()).toList();
        try (URLClassLoader known = new URLClassLoader(beside(paths), ClassLoader.getPlatformClassLoader())) {
            PlainCalls plain = new PlainCalls(known);
            for (Path jar : paths) {
                plain.rewrite(jar);
            }
        }
    }

    private static URL[] beside(List<Path> jars) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path folder : jars.stream().map(Path::getParent).distinct().toList()) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(each -> each.toString().endsWith(".jar")).toList()) {
                    urls.add(file.toUri().toURL());
                }
            }
        }
        return urls.toArray(URL[]::new);
    }

    private void rewrite(Path jar) throws IOException {
        Path fresh = jar.resolveSibling(jar.getFileName() + ".new");
        try (ZipFile old = new ZipFile(jar.toFile());
                OutputStream file = Files.newOutputStream(fresh);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (ZipEntry entry : Collections.list(old.entries())) {
                byte[] bytes = old.getInputStream(entry).readAllBytes();
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(entry.getTimeLocal());
                out.putNextEntry(copy);
                out.write(entry.getName().endsWith(".class") ? plain(bytes) : bytes);
                out.closeEntry();
            }
        }
        Files.move(fresh, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private byte[] plain(byte[] bytes) {
        ClassModel model = format.parse(bytes);
        List<Call> calls = new ArrayList<>();
        byte[] plain = format.transformClass(
                model,
                ClassTransform.transformingMethodBodies((code, element) -> {
                    if (element instanceof InvokeDynamicInstruction site && (isSwitch(site) || isRecord(site))) {
                        Call call = new Call(site.name().stringValue() + "$" + calls.size(), site);
                        calls.add(call);
                        code.invokestatic(
                                model.thisClass().asSymbol(),
                                call.method(),
                                call.type(),
                                model.flags().has(AccessFlag.INTERFACE));
                    } else {
                        code.with(element);
                    }
                }).andThen(ClassTransform.endHandler(type -> {
                    for (Call call : calls) {
                        type.withMethodBody(call.method(), call.type(), HIDDEN, code -> write(code, call, model));
                    }
                })));
        return calls.isEmpty() ? bytes : plain;
    }

    /** Labels that are constants ask more than which class it is. */
    private static boolean isSwitch(InvokeDynamicInstruction site) {
        return site.bootstrapMethod().owner().equals(SWITCHES)
                && site.bootstrapMethod().methodName().equals("typeSwitch")
                && !site.typeSymbol().parameterType(0).isPrimitive()
                && site.bootstrapArgs().stream().allMatch(label -> label instanceof ClassDesc type && !type.isPrimitive());
    }

    private static boolean isRecord(InvokeDynamicInstruction site) {
        return site.bootstrapMethod().owner().equals(RECORDS);
    }

    private static void write(CodeBuilder code, Call call, ClassModel model) {
        if (isSwitch(call.site())) {
            writeSwitch(code, call.details());
            return;
        }
        List<DirectMethodHandleDesc> fields =
                call.details().stream().skip(2).map(DirectMethodHandleDesc.class::cast).toList();
        switch (call.site().name().stringValue()) {
            case "equals" -> writeEquals(code, call.type().parameterType(0), fields);
            case "hashCode" -> writeHashCode(code, fields);
            case "toString" -> writeToString(code, simpleName(model), ((String) call.details().get(1)).split(";"), fields);
            default -> throw new IllegalStateException(call.toString());
        }
    }

    /** The first label from the given one on that the value is an instance of; -1 for null, one past the last for none. */
    private static void writeSwitch(CodeBuilder code, List<ConstantDesc> labels) {
        Label present = code.newLabel();
        code.aload(0).ifnonnull(present).iconst_m1().ireturn().labelBinding(present);
        for (int i = 0; i < labels.size(); i++) {
            Label next = code.newLabel();
            code.iload(1).loadConstant(i).if_icmpgt(next);
            code.aload(0).instanceOf((ClassDesc) labels.get(i)).ifeq(next);
            code.loadConstant(i).ireturn().labelBinding(next);
        }
        code.loadConstant(labels.size()).ireturn();
    }

    private static void writeEquals(CodeBuilder code, ClassDesc self, List<DirectMethodHandleDesc> fields) {
        Label other = code.newLabel();
        Label differs = code.newLabel();
        code.aload(0).aload(1).if_acmpne(other).iconst_1().ireturn().labelBinding(other);
        code.aload(1).instanceOf(self).ifeq(differs).aload(1).checkcast(self).astore(2);
        for (DirectMethodHandleDesc field : fields) {
            ClassDesc type = load(code, 0, field);
            load(code, 2, field);
            if (type.isPrimitive()) {
                code.invokestatic(boxed(type), "compare", MethodTypeDesc.of(ConstantDescs.CD_int, type, type));
                code.ifne(differs);
            } else {
                code.invokestatic(
                        OBJECTS,
                        "equals",
                        MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object));
                code.ifeq(differs);
            }
        }
        code.iconst_1().ireturn().labelBinding(differs).iconst_0().ireturn();
    }

    private static void writeHashCode(CodeBuilder code, List<DirectMethodHandleDesc> fields) {
        code.iconst_0();
        for (DirectMethodHandleDesc field : fields) {
            code.loadConstant(HASH_FACTOR).imul();
            ClassDesc type = load(code, 0, field);
            ClassDesc asked = type.isPrimitive() ? type : ConstantDescs.CD_Object;
            code.invokestatic(
                    type.isPrimitive() ? boxed(type) : OBJECTS,
                    "hashCode",
                    MethodTypeDesc.of(ConstantDescs.CD_int, asked));
            code.iadd();
        }
        code.ireturn();
    }

    private static void writeToString(
            CodeBuilder code, String name, String[] names, List<DirectMethodHandleDesc> fields) {
        code.new_(TEXT).dup().invokespecial(TEXT, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void);
        append(code.loadConstant(name + "["), ConstantDescs.CD_String);
        for (int i = 0; i < fields.size(); i++) {
            append(code.loadConstant((i == 0 ? "" : ", ") + names[i] + "="), ConstantDescs.CD_String);
            append(code, load(code, 0, fields.get(i)));
        }
        append(code.loadConstant("]"), ConstantDescs.CD_String);
        code.invokevirtual(TEXT, "toString", MethodTypeDesc.of(ConstantDescs.CD_String)).areturn();
    }

    private static void append(CodeBuilder code, ClassDesc type) {
        ClassDesc taken =
                switch (type.descriptorString()) {
                    case "B", "S" -> ConstantDescs.CD_int;
                    case "Ljava/lang/String;" -> type;
                    default -> type.isPrimitive() ? type : ConstantDescs.CD_Object;
                };
        code.invokevirtual(TEXT, "append", MethodTypeDesc.of(TEXT, taken));
    }

    private static ClassDesc load(CodeBuilder code, int slot, DirectMethodHandleDesc field) {
        ClassDesc type = field.invocationType().returnType();
        code.aload(slot).getfield(field.owner(), field.methodName(), type);
        return type;
    }

    private static ClassDesc boxed(ClassDesc primitive) {
        return switch (primitive.descriptorString()) {
            case "Z" -> ConstantDescs.CD_Boolean;
            case "B" -> ConstantDescs.CD_Byte;
            case "C" -> ConstantDescs.CD_Character;
            case "S" -> ConstantDescs.CD_Short;
            case "I" -> ConstantDescs.CD_Integer;
            case "J" -> ConstantDescs.CD_Long;
            case "F" -> ConstantDescs.CD_Float;
            case "D" -> ConstantDescs.CD_Double;
            default -> throw new IllegalStateException(primitive.toString());
        };
    }

    private static String simpleName(ClassModel model) {
        Optional<String> inner = model.findAttribute(Attributes.innerClasses()).stream()
                .map(InnerClassesAttribute::classes)
                .flatMap(List::stream)
                .filter(each -> each.innerClass().equals(model.thisClass()))
                .map(InnerClassInfo::innerName)
                .flatMap(Optional::stream)
                .map(name -> name.stringValue())
                .findFirst();
        String path = model.thisClass().asInternalName();
        return inner.orElse(path.substring(path.lastIndexOf('/') + 1));
    }
}
