namespace Vamos.Hub.Tests.Referrals;

using FsCheck;
using FsCheck.Fluent;
using Vamos.Hub.Referrals.Texts;

public sealed class DocumentNumbersTests
{
    [Theory]
    [InlineData("Su madre, C.I. 1234567, trabaja.")]
    [InlineData("CI N° 1.234.567")]
    [InlineData("cédula 1 234 567")]
    [InlineData("A-1234567")]
    [InlineData("(99000004)")]
    [InlineData("es la 456.789.")]
    [InlineData("1.234.567, casada")]
    [InlineData("Gs. 500.000 para 1234567")]
    public void Number_of_a_document_is_found(string text) => Assert.True(DocumentNumbers.AreIn(text));

    [Theory]
    [InlineData("Busca empleo desde el 2026-07-31.")]
    [InlineData("Ley 7322/2024 y Decreto 8709/2018")]
    [InlineData("Cobra Gs. 1.500.000 al mes")]
    [InlineData("Cobra 1.500.000 guaraníes, o ₲ 375.000")]
    [InlineData("Teléfono de la oficina 021 123 456 o 0981123456")]
    [InlineData("Curso de 120 horas, aula 12, grupo 3")]
    [InlineData("RUC 80028061-0")]
    [InlineData("Expediente EXP2026001234")]
    [InlineData("Hogar de 6 personas, 1.234 metros")]
    [InlineData("")]
    public void Other_numbers_are_not(string text) => Assert.False(DocumentNumbers.AreIn(text));

    [Fact]
    public void Every_usual_number_is_found_wherever_it_stands() => Prop.ForAll(
        Gen.Choose(100_000, 999_999_999).SelectMany(number => Gen.Elements("", "Es ", "C.I. ", "(").SelectMany(before => Gen.Elements("", " es.", ")", ", hoy")
            .Select(behind => before + number + behind))).ToArbitrary(),
        DocumentNumbers.AreIn).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_text_is_judged_without_fail() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => DocumentNumbers.AreIn(text ?? "") || true).QuickCheckThrowOnFailure();
}
