namespace Interconn.Sdk.AspNetCore.Tests.PublicApi;

public sealed class PublicApiTests() : PublicApiFixture(typeof(PermitRequirement).Assembly);
