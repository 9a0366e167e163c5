// Progressive enhancement only: every page works without this file.
(function () {
  'use strict';

  var format = new Intl.NumberFormat(document.documentElement.lang === 'en' ? 'en-GB' : 'id-ID');

  // A head count as typed: "1.234" is 1234, anything that is not a count adds nothing.
  function count(input) {
    var text = input.value.trim().replace(/\.(?=\d{3}(\D|$))/g, '');
    return /^\d+$/.test(text) ? parseInt(text, 10) : 0;
  }

  // Totals of a table of head counts: inputs carry data-k (the column), tfoot outputs data-o (column or "all").
  function addUp(table) {
    var columns = {};
    var all = 0;
    table.querySelectorAll('tbody tr').forEach(function (row) {
      var sum = 0;
      row.querySelectorAll('input[data-k]').forEach(function (input) {
        var value = count(input);
        columns[input.dataset.k] = (columns[input.dataset.k] || 0) + value;
        sum += value;
      });
      var output = row.querySelector('output');
      if (output) { output.textContent = format.format(sum); }
      all += sum;
    });
    table.querySelectorAll('tfoot [data-o]').forEach(function (output) {
      var value = output.dataset.o === 'all' ? all : columns[output.dataset.o] || 0;
      output.textContent = format.format(value);
    });
  }
  document.querySelectorAll('[data-totals]').forEach(function (table) {
    table.addEventListener('input', function () { addUp(table); });
    addUp(table);
  });

  // The head counts of a village open with its checkbox.
  document.querySelectorAll('[data-village-toggle]').forEach(function (box) {
    var details = document.getElementById(box.dataset.villageToggle);
    if (!details) { return; }
    box.addEventListener('change', function () { details.open = box.checked; });
  });

  // One press is enough: the pressed button says what is going on, and no second post leaves the page.
  document.querySelectorAll('form').forEach(function (form) {
    if (form.method !== 'post' || !form.querySelector('[data-sending]')) { return; }
    form.addEventListener('submit', function (event) {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = 'yes';
      // After the browser has collected the fields, so that the button's own name and value are sent too.
      setTimeout(function () {
        form.querySelectorAll('button[data-sending]').forEach(function (button) {
          button.disabled = true;
          if (button === event.submitter) {
            button.dataset.label = button.textContent;
            button.textContent = button.dataset.sending;
          }
        });
      }, 0);
    });
  });
  // A page that comes back from the browser's history can be sent again.
  window.addEventListener('pageshow', function (event) {
    if (!event.persisted) { return; }
    document.querySelectorAll('form[data-sent]').forEach(function (form) { delete form.dataset.sent; });
    document.querySelectorAll('button[data-sending]').forEach(function (button) {
      button.disabled = false;
      if (button.dataset.label) { button.textContent = button.dataset.label; }
    });
  });

  // Printing is the browser's own; without JavaScript its menu does it, and the button stays hidden.
  document.querySelectorAll('[data-print]').forEach(function (button) {
    button.hidden = false;
    button.addEventListener('click', function () { window.print(); });
  });

  var summary = document.querySelector('.errsum');
  if (summary) {
    summary.setAttribute('tabindex', '-1');
    summary.focus();
  }
})();
