// Tells the style sheet, before anything is drawn, that script runs; without it every page works as it is.
document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '');
