namespace Interconn.Sdk.Testing.Tests.PublicApi;

public sealed class PublicApiTests() : PublicApiFixture(typeof(PartnerNode).Assembly);
