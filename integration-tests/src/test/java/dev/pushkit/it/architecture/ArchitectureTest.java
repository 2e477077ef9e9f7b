// Copyright the Push Kit authors.
// SPDX-License-Identifier: Apache-2.0
package dev.pushkit.it.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses KIT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(
                    "dev.pushkit",
                    "dev.pushkit.wire",
                    "dev.pushkit.stream",
                    "dev.pushkit.servlet",
                    "dev.pushkit.websocket")
            .that(describe("belong to the kit", type -> !type.getPackageName().startsWith("dev.pushkit.it")));

    @Test
    void seesTheKit() {
        assertThat(KIT.contain(dev.pushkit.Hub.class)).isTrue();
        assertThat(KIT.contain("dev.pushkit.servlet.ServletOutlet")).isTrue();
        assertThat(KIT.contain("dev.pushkit.websocket.WebSocketOutlet")).isTrue();
    }

    @Test
    void theCoreKnowsNoServletAndNoWebSocket() {
        check(classes()
                .that()
                .resideInAnyPackage("dev.pushkit", "dev.pushkit.wire", "dev.pushkit.stream")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..", "jakarta.json..", "dev.pushkit", "dev.pushkit.wire", "dev.pushkit.stream"));
    }

    @Test
    void theHubKnowsNoWireFormatOfItsOwn() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.pushkit")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.pushkit.wire"));
    }

    @Test
    void theTransportsDoNotKnowEachOther() {
        check(noClasses()
                .that()
                .resideInAPackage("dev.pushkit.servlet")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.pushkit.websocket", "jakarta.websocket.."));
        check(noClasses()
                .that()
                .resideInAPackage("dev.pushkit.websocket")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.pushkit.servlet", "jakarta.json.."));
    }

    @Test
    void packagesAreFreeOfCycles() {
        check(slices().matching("dev.pushkit.(**)").should().beFreeOfCycles());
    }

    @Test
    void onlyTheCycleStartsAndCompletesAnAsynchronousRequest() {
        check(noClasses()
                .that()
                .doNotHaveSimpleName("AsyncCycle")
                .should()
                .callMethodWhere(describe(
                        "it belongs to AsyncContext",
                        call -> call.getTargetOwner().getName().equals("jakarta.servlet.AsyncContext"))));
    }

    @Test
    void nobodyAsksForTheVersionThatAnApplicationIsWrittenFor() {
        // Without a web.xml containers answer 3, 4 or 6.
        check(noClasses()
                .should()
                .callMethodWhere(
                        describe("it is getEffectiveMajorVersion or getEffectiveMinorVersion", call -> call.getName()
                                .startsWith("getEffectiveM"))));
    }

    @Test
    void onlyOutletsWriteToAConnectionThatStaysOpen() {
        check(noClasses()
                .that(describe(
                        "are no outlets",
                        type -> !outermost(type).getSimpleName().equals("WebSocketOutlet")))
                .should()
                .callMethodWhere(describe(
                        "it sends",
                        call -> call.getTargetOwner().getName().startsWith("jakarta.websocket.RemoteEndpoint")
                                && call.getName().startsWith("send"))));
        check(noClasses()
                .that(describe("are no outlets", type -> !Set.of("ServletOutlet", "BodyPump")
                        .contains(outermost(type).getSimpleName())))
                .should()
                .callMethodWhere(describe(
                        "it is non-blocking output",
                        call -> call.getTargetOwner().getName().equals("jakarta.servlet.ServletOutputStream")
                                && (call.getName().equals("setWriteListener")
                                        || call.getName().equals("isReady")))));
    }

    @Test
    void threadsComeFromOnePlace() {
        check(noClasses()
                .that()
                .doNotHaveSimpleName("DaemonThreads")
                .should()
                .callConstructorWhere(describe(
                        "it makes a thread", call -> call.getTargetOwner().isAssignableTo(Thread.class))));
        check(noClasses().should().dependOnClassesThat().areAssignableTo(Executors.class));
    }

    @Test
    void nobodySleepsOrPrints() {
        check(noClasses().should().callMethod(Thread.class, "sleep", long.class));
        check(noClasses().should().accessField(System.class, "out"));
        check(noClasses().should().accessField(System.class, "err"));
    }

    @Test
    void namesAreNounsOfTheDomain() {
        check(noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper"));
        check(noClasses().should().dependOnClassesThat().resideInAPackage("javax.servlet.."));
    }

    @Test
    void publicClassesAreNotForExtension() {
        check(classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .and()
                .areNotInterfaces()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .orShould(com.tngtech.archunit.lang.conditions.ArchConditions.be(describe(
                        "sealed, or an enum with bodies",
                        type -> type.isEnum() || type.getModifiers().contains(JavaModifier.ABSTRACT)))));
    }

    @Test
    void noPackageShowsTooMuch() {
        assertThat(shown("dev.pushkit")).as("public types of the core").isLessThanOrEqualTo(48);
        assertThat(shown("dev.pushkit.wire")).isLessThanOrEqualTo(8);
        assertThat(shown("dev.pushkit.stream")).isLessThanOrEqualTo(20);
        assertThat(shown("dev.pushkit.servlet")).isLessThanOrEqualTo(20);
        assertThat(shown("dev.pushkit.websocket")).isLessThanOrEqualTo(6);
    }

    private static long shown(String name) {
        return KIT.stream()
                .filter(type -> type.getPackageName().equals(name) && type.isTopLevelClass())
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .count();
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    private static void check(ArchRule rule) {
        rule.check(KIT);
    }
}
