using System.Reflection;

namespace Interconn.Sdk.TestHosting;

/// <summary>What holds for the public surface of every package. Each test project derives one fixture of it for its own.</summary>
/// <param name="package">The package.</param>
/// <param name="openOnPurpose">Classes that are derived from as well as used as they are.</param>
public abstract class PublicApiFixture(Assembly package, params Type[] openOnPurpose)
{
    [Test]
    public void PublicApi_IsTheCommittedOne() => Assert.That(PublicSurface.Compare(package), Is.Null);

    [Test]
    public void Classes_AreSealedStaticOrAbstract() => Assert.That(
        PublicConventions.OpenClasses(package).Except(openOnPurpose.Select(static type => type.FullName!)), Is.Empty);

    [Test]
    public void Fields_CannotBeChanged() => Assert.That(PublicConventions.MutableFields(package), Is.Empty);

    [Test]
    public void AsynchronousMethods_TakeATokenAtTheEnd() => Assert.That(PublicConventions.WithoutCancellation(package), Is.Empty);

    [Test]
    public void AsynchronousMethods_AreNamedSo() => Assert.That(PublicConventions.Misnamed(package), Is.Empty);
}
