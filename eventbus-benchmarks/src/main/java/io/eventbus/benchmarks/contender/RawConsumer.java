package io.eventbus.benchmarks.contender;

import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** kafka-clients by hand: the polling thread handles. */
record RawConsumer(Function<ConsumerRecord<byte[], byte[]>, SampleEvent> reading)
    implements ConsumeContender {

  @Override
  public Running start(ConsumeRequest request, SampleHandler handler) {
    return new PollThread(request, received -> handler.handle(reading.apply(received))).start();
  }
}
