namespace Interconn.Sdk.Samples.Tests.Killing;

/// <summary>A permit as its holder keeps it.</summary>
internal sealed record StoredPermit(string PermitId, string AuditId, long Uses, long? TimesLimit);
