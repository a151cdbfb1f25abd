namespace Interconn.Sdk.Node.Tests.PublicApi;

public sealed class PublicApiTests() : PublicApiFixture(typeof(InterconnNode).Assembly);
