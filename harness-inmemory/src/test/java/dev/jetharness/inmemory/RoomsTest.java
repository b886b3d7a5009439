package dev.jetharness.inmemory;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.jetharness.inmemory.subject.Subjects;
import dev.jetharness.spi.BrokerProvider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which room may use which. */
class RoomsTest {
  private static final String ROOT = "dev.jetharness.inmemory";
  private static final String TRAFFIC = "dev.jetharness.traffic";
  private static final String WIRE = "dev.jetharness.wire";
  private static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

  /** Each room, as a package below the root, and the rooms that it may use. */
  private static final Map<String, Set<String>> ROOMS =
      Map.ofEntries(
          entry("json", Set.of()),
          entry("subject", Set.of()),
          entry("time", Set.of()),
          entry("transport", Set.of()),
          entry("bus", Set.of("json", "time")),
          entry("server", Set.of("transport", "bus", "subject", "time", "json")),
          entry("jetstream.error", Set.of()),
          entry("jetstream.archive", Set.of()),
          entry("jetstream.config", Set.of("jetstream.error", "json", "subject")),
          entry("jetstream.store", Set.of("jetstream.config", "subject", "time")),
          entry("jetstream.schedule", Set.of("json")),
          entry(
              "jetstream.stream",
              Set.of(
                  "jetstream.store",
                  "jetstream.schedule",
                  "jetstream.config",
                  "jetstream.error",
                  "bus",
                  "json",
                  "subject",
                  "time")),
          entry(
              "jetstream.consumer",
              Set.of(
                  "jetstream.stream",
                  "jetstream.store",
                  "jetstream.config",
                  "jetstream.error",
                  "bus",
                  "json",
                  "subject",
                  "time")),
          entry(
              "jetstream.sourcing",
              Set.of(
                  "jetstream.consumer",
                  "jetstream.stream",
                  "jetstream.config",
                  "jetstream.error",
                  "bus",
                  "json",
                  "subject",
                  "time")),
          entry(
              "jetstream.account",
              Set.of(
                  "jetstream.sourcing",
                  "jetstream.consumer",
                  "jetstream.stream",
                  "jetstream.config",
                  "jetstream.error",
                  "bus",
                  "json",
                  "subject",
                  "time")),
          entry(
              "jetstream.backup",
              Set.of(
                  "jetstream.account",
                  "jetstream.archive",
                  "jetstream.sourcing",
                  "jetstream.consumer",
                  "jetstream.stream",
                  "jetstream.store",
                  "jetstream.config",
                  "jetstream.error",
                  "bus",
                  "json",
                  "subject",
                  "time")),
          entry(
              "jetstream.api",
              Set.of(
                  "jetstream.account",
                  "jetstream.sourcing",
                  "jetstream.backup",
                  "jetstream.consumer",
                  "jetstream.stream",
                  "jetstream.store",
                  "jetstream.config",
                  "jetstream.error",
                  "bus",
                  "json",
                  "subject",
                  "time")),
          entry(
              "jetstream",
              Set.of("jetstream.api", "jetstream.account", "jetstream.stream", "json", "time")));

  static Set<String> rooms() {
    return ROOMS.keySet();
  }

  @Test
  void everyPackageIsInTheTable() {
    Set<String> packages =
        CLASSES.getPackage(ROOT).getSubpackagesInTree().stream()
            .filter(each -> !each.getClasses().isEmpty())
            .map(JavaPackage::getName)
            .map(name -> name.substring(ROOT.length() + 1))
            .collect(Collectors.toSet());

    assertThat(ROOMS.keySet()).containsExactlyInAnyOrderElementsOf(packages);
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomUsesOnlyWhatItMay(String room) {
    Set<String> allowed = ROOMS.getOrDefault(room, Set.of());
    String[] others =
        ROOMS.keySet().stream()
            .filter(each -> !each.equals(room) && !allowed.contains(each))
            .map(each -> ROOT + '.' + each)
            .toArray(String[]::new);
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage(ROOT + '.' + room)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(others)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage(ROOT);

    rule.check(CLASSES);
  }

  @Test
  void thereAreNoCycles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void roomsKnowOfCoreOnlyTheWireAndTheTraffic() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".(*)..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.jetharness..")
                .and(not(resideInAnyPackage(ROOT + "..", TRAFFIC, WIRE))))
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT, ROOT + ".transport", ROOT + ".server")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(WIRE)
        .check(CLASSES);
  }

  @Test
  void onlyTheRoomOfTimeReadsTheTime() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".time")
        .should()
        .accessTargetWhere(target(describe("read a clock", RoomsTest::readsAClock)))
        .check(CLASSES);
  }

  private static boolean readsAClock(AccessTarget member) {
    String name = member.getName();
    String owner = member.getOwner().getName();
    return switch (owner) {
      case "java.lang.System" -> name.equals("nanoTime") || name.equals("currentTimeMillis");
      case "java.util.Date" -> name.equals("<init>");
      case "java.time.Clock" -> name.startsWith("system") || name.startsWith("tick");
      default -> owner.startsWith("java.time.") && name.equals("now");
    };
  }

  @Test
  void onlyTheProviderAndTheProgramArePublic() {
    classes()
        .that()
        .resideInAPackage(ROOT)
        .and()
        .arePublic()
        .should(
            be(
                describe(
                    "the provider or a program",
                    type ->
                        type.isAssignableTo(BrokerProvider.class)
                            || type.tryGetMethod("main", String[].class).isPresent())))
        .check(CLASSES);
  }

  @Test
  void theModuleExportsNothingButThePortToTheClientLibrary()
      throws IOException, URISyntaxException {
    URI compiled = Subjects.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    try (InputStream file = compiled.resolve("module-info.class").toURL().openStream()) {
      assertThat(ModuleDescriptor.read(file).exports())
          .allSatisfy(
              export -> {
                assertThat(export.source()).isEqualTo(ROOT + ".transport");
                assertThat(export.targets()).containsExactly("io.nats.jnats");
              });
    }
  }
}
