package io.eventbus.deadletter;

/**
 * What a redrive has done. Immutable.
 *
 * @param run its name in the {@linkplain LetterAct acts}
 * @param sent how many letters were sent, each with its act
 * @param failed how many Kafka has refused; they are open still, and the log tells them
 * @param leftOut how many stayed where they are although the filter means them
 * @param stopped whether it was stopped before its end
 */
public record RedriveReport(String run, long sent, long failed, long leftOut, boolean stopped) {}
