package io.eventbus.benchmarks.contender;

import io.confluent.parallelconsumer.PCRetriableException;
import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.CommitMode;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Confluent's parallel-consumer, ordered by key, with asynchronous commits each second. */
final class ParallelConsumer implements ConsumeContender {

  @Override
  public Running start(ConsumeRequest request, SampleHandler handler) {
    ParallelConsumerOptions<byte[], byte[]> options =
        ParallelConsumerOptions.<byte[], byte[]>builder()
            .consumer(ClientSettings.newConsumer(request))
            .ordering(ProcessingOrder.KEY)
            .maxConcurrency(request.concurrency())
            .commitMode(CommitMode.PERIODIC_CONSUMER_ASYNCHRONOUS)
            .commitInterval(Duration.ofSeconds(1))
            .retryDelayProvider(failed -> ConsumeRequest.RETRY_WAIT)
            .build();
    var processor = ParallelStreamProcessor.createEosStreamProcessor(options);
    processor.subscribe(List.of(request.topic()));
    processor.poll(polled -> handle(polled.getSingleConsumerRecord(), handler));
    return processor::closeDontDrainFirst;
  }

  private static void handle(ConsumerRecord<byte[], byte[]> received, SampleHandler handler) {
    try {
      handler.handle(HandMade.read(received));
    } catch (FailedAttemptException e) {
      // The one exception that it does not log with a stack trace.
      throw new PCRetriableException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
