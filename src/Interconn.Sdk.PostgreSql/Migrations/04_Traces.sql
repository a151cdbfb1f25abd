ALTER TABLE interconn_outbox ADD trace_parent text;

CREATE INDEX ix_interconn_outbox_given_up ON interconn_outbox (sequence) WHERE state = 'Dead';
