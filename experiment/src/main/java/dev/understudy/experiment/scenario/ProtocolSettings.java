package dev.understudy.experiment.scenario;

import dev.understudy.ft.protocol.ProtocolConfig;

/**
 * The times and sizes of fault tolerance.
 *
 * @param progressIntervalNs how often the log learns the guest's clock
 * @param executionLagMaxNs how far the backup may fall behind before its primary is slowed down
 * @param storageRetryNs an unanswered disk request is sent again after so long
 */
public record ProtocolSettings(
    ProtocolConfig config, long progressIntervalNs, long executionLagMaxNs, long storageRetryNs) {}
