using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Tests.PublicApi;

// The one class that is thrown as it is and derived from as well: a handler answers any code with it, and the client tells its kinds apart.
public sealed class PublicApiTests() : PublicApiFixture(typeof(InterconnException).Assembly, typeof(InterconnException));
