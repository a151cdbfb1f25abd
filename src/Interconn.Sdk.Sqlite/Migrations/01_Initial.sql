CREATE TABLE "interconn_audits" (
    "resource" TEXT NOT NULL,
    "partner_node_id" TEXT NOT NULL,
    "audit_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "contract_id" TEXT NOT NULL,
    "contract_expires_at" TEXT NOT NULL,
    "resource_id" TEXT NOT NULL,
    "project_id" TEXT NULL,
    "application_json" TEXT NOT NULL,
    "applied_at" TEXT NOT NULL,
    "approved_at" TEXT NULL,
    "ended_at" TEXT NULL,
    "end_reason" TEXT NULL,
    "awaits_person" INTEGER NOT NULL,
    "permit_id" TEXT NULL,
    "awaits_confirmation" INTEGER NOT NULL,
    "due_at" TEXT NULL,
    "inquiries" INTEGER NOT NULL,
    "permit_secret" TEXT NULL,
    "stored_order" INTEGER NOT NULL,
    CONSTRAINT "PK_interconn_audits" PRIMARY KEY ("resource", "partner_node_id", "audit_id")
);

CREATE TABLE "interconn_contracts" (
    "partner_node_id" TEXT NOT NULL,
    "contract_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "partner" TEXT NOT NULL,
    "is_address_offered" INTEGER NOT NULL,
    "expires_at" TEXT NOT NULL,
    "applied_at" TEXT NOT NULL,
    "approved_at" TEXT NULL,
    "ended_at" TEXT NULL,
    "auth_type" TEXT NULL,
    "auth_credential" TEXT NULL,
    "previous_auth_type" TEXT NULL,
    "previous_auth_credential" TEXT NULL,
    "previous_until" TEXT NULL,
    "trust" TEXT NULL,
    "is_proven" INTEGER NOT NULL,
    "remote_address" TEXT NULL,
    "expected_fingerprint" TEXT NULL,
    "waiting_keys" TEXT NOT NULL,
    "awaits_person" INTEGER NOT NULL,
    "own_key_fingerprint" TEXT NOT NULL,
    "partner_has_own_key" INTEGER NOT NULL,
    "awaits_confirmation" INTEGER NOT NULL,
    "due_at" TEXT NULL,
    "inquiries" INTEGER NOT NULL,
    "needs_person" INTEGER NOT NULL,
    "stored_order" INTEGER NOT NULL,
    CONSTRAINT "PK_interconn_contracts" PRIMARY KEY ("partner_node_id", "contract_id")
);

CREATE TABLE "interconn_nonces" (
    "nonce_id" BLOB NOT NULL CONSTRAINT "PK_interconn_nonces" PRIMARY KEY,
    "expires_at" TEXT NOT NULL
);

CREATE TABLE "interconn_outbox" (
    "sequence" INTEGER NOT NULL CONSTRAINT "PK_interconn_outbox" PRIMARY KEY AUTOINCREMENT,
    "message_id" TEXT NOT NULL,
    "partner_node_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "contract_id" TEXT NOT NULL,
    "resource" TEXT NULL,
    "audit_id" TEXT NULL,
    "body" TEXT NULL,
    "lane" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "next_attempt_at" TEXT NOT NULL,
    "claimed_until" TEXT NULL,
    "resent_at" TEXT NULL,
    "attempts" INTEGER NOT NULL,
    "last_code" INTEGER NOT NULL,
    "last_failure" TEXT NULL,
    "ended_at" TEXT NULL,
    "takeable_at" TEXT NULL
);

CREATE TABLE "interconn_permits" (
    "permit_id" TEXT NOT NULL CONSTRAINT "PK_interconn_permits" PRIMARY KEY,
    "resource_type" TEXT NOT NULL,
    "resource_id" TEXT NOT NULL,
    "level" INTEGER NOT NULL,
    "holder_node_id" TEXT NOT NULL,
    "holder_inst_id" TEXT NOT NULL,
    "user_node_id" TEXT NOT NULL,
    "user_inst_id" TEXT NOT NULL,
    "time_limit" TEXT NULL,
    "times_limit" INTEGER NULL,
    "uses" INTEGER NOT NULL,
    "revoked_at" TEXT NULL,
    "auth_scope" TEXT NULL,
    "contract_id" TEXT NULL,
    "contract_expires_at" TEXT NULL,
    "audit_id" TEXT NULL,
    "key_id" TEXT NULL,
    "issued_at" TEXT NOT NULL,
    "used_up_at" TEXT NULL
);

CREATE INDEX "ix_interconn_audits_applied" ON "interconn_audits" ("applied_at", "stored_order");

CREATE INDEX "ix_interconn_audits_due" ON "interconn_audits" ("due_at") WHERE due_at IS NOT NULL;

CREATE INDEX "ix_interconn_audits_for_person" ON "interconn_audits" ("awaits_person", "applied_at") WHERE awaits_person;

CREATE INDEX "ix_interconn_audits_of_contract" ON "interconn_audits" ("partner_node_id", "contract_id");

CREATE INDEX "ix_interconn_audits_of_partner" ON "interconn_audits" ("partner_node_id", "status", "applied_at");

CREATE INDEX "ix_interconn_audits_of_project" ON "interconn_audits" ("partner_node_id", "project_id") WHERE project_id IS NOT NULL;

CREATE INDEX "ix_interconn_audits_of_resource" ON "interconn_audits" ("partner_node_id", "resource_id");

CREATE INDEX "ix_interconn_contracts_applied" ON "interconn_contracts" ("applied_at", "stored_order");

CREATE INDEX "ix_interconn_contracts_due" ON "interconn_contracts" ("due_at") WHERE due_at IS NOT NULL;

CREATE INDEX "ix_interconn_contracts_for_person" ON "interconn_contracts" ("needs_person", "applied_at") WHERE needs_person;

CREATE INDEX "ix_interconn_contracts_of_address" ON "interconn_contracts" ("remote_address", "status");

CREATE INDEX "ix_interconn_contracts_of_partner" ON "interconn_contracts" ("partner_node_id", "status", "applied_at");

CREATE INDEX "ix_interconn_nonces_expires" ON "interconn_nonces" ("expires_at");

CREATE INDEX "ix_interconn_outbox_claimed" ON "interconn_outbox" ("claimed_until") WHERE claimed_until IS NOT NULL;

CREATE INDEX "ix_interconn_outbox_ended" ON "interconn_outbox" ("ended_at") WHERE ended_at IS NOT NULL;

CREATE INDEX "ix_interconn_outbox_lane" ON "interconn_outbox" ("lane", "sequence");

CREATE UNIQUE INDEX "ix_interconn_outbox_message" ON "interconn_outbox" ("message_id");

CREATE INDEX "ix_interconn_outbox_of_partner" ON "interconn_outbox" ("partner_node_id", "sequence");

CREATE INDEX "ix_interconn_outbox_takeable" ON "interconn_outbox" ("takeable_at") WHERE takeable_at IS NOT NULL;

CREATE INDEX "ix_interconn_permits_ending" ON "interconn_permits" ("time_limit") WHERE time_limit IS NOT NULL;

CREATE INDEX "ix_interconn_permits_of_contract_ending" ON "interconn_permits" ("contract_expires_at") WHERE contract_expires_at IS NOT NULL;

CREATE INDEX "ix_interconn_permits_of_key" ON "interconn_permits" ("key_id") WHERE revoked_at IS NULL AND used_up_at IS NULL;

CREATE INDEX "ix_interconn_permits_of_user" ON "interconn_permits" ("user_node_id", "contract_id");

CREATE INDEX "ix_interconn_permits_revoked" ON "interconn_permits" ("revoked_at") WHERE revoked_at IS NOT NULL;

CREATE INDEX "ix_interconn_permits_used_up" ON "interconn_permits" ("used_up_at") WHERE used_up_at IS NOT NULL;
