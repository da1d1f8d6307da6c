package dev.understudy.experiment.scenario;

import dev.understudy.sim.net.LinkModel;

/** The three networks, which share nothing. */
public record Networks(LinkModel client, LinkModel channel, LinkModel storage) {}
