ALTER TABLE "interconn_outbox" ADD "trace_parent" TEXT NULL;

CREATE INDEX "ix_interconn_outbox_given_up" ON "interconn_outbox" ("sequence") WHERE state = 'Dead';
