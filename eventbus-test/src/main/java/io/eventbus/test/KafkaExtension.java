package io.eventbus.test;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/**
 * Serves {@link WithKafka}: finds or starts the cluster, hands it out and keeps its log when a test
 * fails. Clusters lie in JUnit's stores, which close them: a shared one in that of the run, a
 * class's own in that of the class.
 */
final class KafkaExtension
    implements BeforeAllCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(KafkaExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    cluster(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == KafkaCluster.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return cluster(context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    keepLogOfFailure(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    keepLogOfFailure(context);
  }

  private static void keepLogOfFailure(ExtensionContext context) {
    boolean failed =
        context
            .getExecutionException()
            .filter(problem -> !(problem instanceof TestAbortedException))
            .isPresent();
    if (failed) {
      // Only what is there: a failed start has told its log's end and is not tried again.
      var place = Place.of(context);
      StartedKafka started = place.store().get(place.key(), StartedKafka.class);
      if (started != null) {
        KeptLogs.keep(context, started.cluster());
      }
    }
  }

  private static KafkaCluster cluster(ExtensionContext context) {
    var place = Place.of(context);
    StartedKafka started = started(place, context);
    return place.key().own() ? started.cluster() : started.shared();
  }

  // Its successor is new in JUnit 6, and this has to run on JUnit 5 too.
  @SuppressWarnings("deprecation")
  private static StartedKafka started(Place place, ExtensionContext context) {
    Function<Key, StartedKafka> start = key -> start(context, key.settings());
    return requireNonNull(
        place.store().getOrComputeIfAbsent(place.key(), start, StartedKafka.class));
  }

  private static StartedKafka start(ExtensionContext context, KafkaSettings settings) {
    String asked = context.getConfigurationParameter(WithKafka.KAFKA).orElse(KafkaChoice.EMBEDDED);
    String image =
        context.getConfigurationParameter(WithKafka.IMAGE).orElseGet(KafkaChoice::usualImage);
    return new StartedKafka(KafkaChoice.REAL.start(settings, asked, image));
  }

  /** What lies in a store, which closes it. */
  private record StartedKafka(KafkaCluster cluster, KafkaCluster shared) implements AutoCloseable {

    StartedKafka(KafkaCluster cluster) {
      this(cluster, new SharedKafka(cluster));
    }

    @Override
    public void close() {
      cluster.close();
    }
  }

  /** Where a test's cluster lies, and what it is like. */
  private record Place(Store store, Key key) {

    static Place of(ExtensionContext context) {
      for (var at = Optional.of(context); at.isPresent(); at = at.get().getParent()) {
        Optional<WithKafka> found =
            at.get()
                .getTestClass()
                .flatMap(type -> AnnotationSupport.findAnnotation(type, WithKafka.class));
        if (found.isPresent()) {
          boolean own = found.get().own();
          ExtensionContext owner = own ? ofClass(at.get()) : context.getRoot();
          var key = new Key(KafkaSettings.of(found.get()), own, owner.getUniqueId());
          return new Place(owner.getStore(NAMESPACE), key);
        }
      }
      throw new ExtensionConfigurationException("Annotate the test class with @WithKafka");
    }

    /** The class's context, where the given one may be that of a method or an invocation in it. */
    private static ExtensionContext ofClass(ExtensionContext context) {
      ExtensionContext found = context;
      Optional<ExtensionContext> parent = context.getParent();
      while (parent.isPresent() && parent.get().getTestClass().equals(context.getTestClass())) {
        found = parent.get();
        parent = found.getParent();
      }
      return found;
    }
  }

  /** Names its owner, because a store also finds what lies in those above it. */
  private record Key(KafkaSettings settings, boolean own, String owner) {}
}
