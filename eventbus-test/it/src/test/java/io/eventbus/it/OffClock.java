package io.eventbus.it;

import static net.bytebuddy.matcher.ElementMatchers.any;
import static net.bytebuddy.matcher.ElementMatchers.is;
import static net.bytebuddy.matcher.ElementMatchers.isDeclaredBy;
import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;

import java.nio.file.Path;
import java.time.Duration;
import net.bytebuddy.agent.Installer;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.MemberSubstitution;

/** Has the library, its pool and the client of Kafka see another time. */
public final class OffClock {

  private static volatile long offMillis;

  private OffClock() {}

  /** What makes this possible, as an option of the JVM. */
  static String option() {
    return "-javaagent:"
        + Path.of(Installer.class.getProtectionDomain().getCodeSource().getLocation().getPath());
  }

  /** Sets the clock of this process off, for all classes that are loaded later. */
  static void install(Duration off) throws NoSuchMethodException {
    offMillis = off.toMillis();
    var shifted =
        MemberSubstitution.relaxed()
            .method(named("currentTimeMillis").and(isDeclaredBy(System.class)))
            .replaceWith(OffClock.class.getMethod("currentTimeMillis"))
            .on(any());
    new AgentBuilder.Default()
        .type(
            nameStartsWith("io.eventbus.")
                .and(not(is(OffClock.class)))
                .or(nameStartsWith("org.apache.kafka.common.utils."))
                .or(nameStartsWith("com.zaxxer.hikari.util.")))
        .transform((builder, type, loader, module, domain) -> builder.visit(shifted))
        .installOn(Installer.getInstrumentation());
  }

  /** Called in place of {@link System#currentTimeMillis}. */
  public static long currentTimeMillis() {
    return System.currentTimeMillis() + offMillis;
  }
}
