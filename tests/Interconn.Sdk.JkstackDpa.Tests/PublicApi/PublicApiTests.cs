namespace Interconn.Sdk.JkstackDpa.Tests.PublicApi;

public sealed class PublicApiTests() : PublicApiFixture(typeof(JkstackDpaClient).Assembly);
