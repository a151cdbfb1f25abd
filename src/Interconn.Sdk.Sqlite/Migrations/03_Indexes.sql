CREATE INDEX "ix_interconn_contracts_removable" ON "interconn_contracts" ("ended_at") WHERE ended_at IS NOT NULL AND approved_at IS NULL;

DROP INDEX "ix_interconn_contracts_for_person";

CREATE INDEX "ix_interconn_contracts_for_person" ON "interconn_contracts" ("applied_at", "stored_order") WHERE needs_person;

DROP INDEX "ix_interconn_audits_for_person";

CREATE INDEX "ix_interconn_audits_for_person" ON "interconn_audits" ("applied_at", "stored_order") WHERE awaits_person;
