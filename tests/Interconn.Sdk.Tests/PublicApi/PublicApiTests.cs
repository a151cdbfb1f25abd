using System.Reflection;
using Interconn.Sdk.Protocol;

namespace Interconn.Sdk.Tests.PublicApi;

public sealed class PublicApiTests
{
    private static readonly Assembly Package = typeof(InterconnException).Assembly;

    [Test]
    public void PublicApi_IsTheCommittedOne() => Assert.That(PublicSurface.Compare(Package), Is.Null);

    // The one class that is thrown as it is and derived from as well: a handler answers any code with it, and the client tells its kinds apart.
    [Test]
    public void Classes_AreSealedStaticOrAbstract() =>
        Assert.That(PublicConventions.OpenClasses(Package).Except([typeof(InterconnException).FullName!]), Is.Empty);

    [Test]
    public void Fields_CannotBeChanged() => Assert.That(PublicConventions.MutableFields(Package), Is.Empty);

    [Test]
    public void AsynchronousMethods_TakeATokenAtTheEnd() => Assert.That(PublicConventions.WithoutCancellation(Package), Is.Empty);

    [Test]
    public void AsynchronousMethods_AreNamedSo() => Assert.That(PublicConventions.Misnamed(Package), Is.Empty);
}
